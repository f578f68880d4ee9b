import type { Part } from './parts.ts'
import type { Outcome } from './rounds.ts'

/** Lines of a Markdown table: one for each figure of a part, and one for the memory after it. */
export function tableHead(registries: readonly string[], subject: string): string {
  const columns = ['', ...registries, ...peersOf(registries, subject).map((name) => `${subject} ÷ ${name}`)]
  return `${row(columns)}\n${row(['---', ...columns.slice(1).map(() => '---:')])}`
}

export function tableLines(part: Part, outcomes: readonly Outcome[], subject: string): string {
  const figures = part.figures.map(({ title, unit }, figure) =>
    row([
      `${title}, ${unit}`,
      ...outcomes.map(({ rounds }) => number(median(valuesOf(rounds, figure)))),
      ...ratioCells(outcomes, figure, subject),
    ]),
  )
  const memory = row([
    'memory then (peak), MiB',
    ...outcomes.map(({ memory }) => (memory === undefined ? '–' : `${memory.residentMib} (${memory.peakMib})`)),
    ...peersOf(
      outcomes.map(({ registry }) => registry),
      subject,
    ).map(() => ''),
  ])
  return [...figures, memory].join('\n')
}

/** The median of the rounds' own ratios, and how far they go apart. */
function ratioCells(outcomes: readonly Outcome[], figure: number, subject: string): string[] {
  const own = outcomes.find(({ registry }) => registry === subject)
  if (own === undefined) return []
  const ownValues = valuesOf(own.rounds, figure)
  return outcomes
    .filter((outcome) => outcome !== own)
    .map(({ rounds }) => {
      const ratios = valuesOf(rounds, figure).map((value, round) => (ownValues[round] ?? NaN) / value)
      if (ratios.length === 0) return '–'
      return `${number(median(ratios))} (${number(Math.min(...ratios))}–${number(Math.max(...ratios))})`
    })
}

function peersOf(registries: readonly string[], subject: string): readonly string[] {
  return registries.includes(subject) ? registries.filter((name) => name !== subject) : []
}

function valuesOf(rounds: Outcome['rounds'], figure: number): number[] {
  return rounds.map((values) => values[figure] ?? NaN)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = Math.floor(sorted.length / 2)
  const lower = Math.ceil(sorted.length / 2) - 1
  return ((sorted[lower] ?? NaN) + (sorted[upper] ?? NaN)) / 2
}

/** Three digits say all that such a measurement knows. */
function number(value: number): string {
  if (Number.isNaN(value)) return '–'
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(2)
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
