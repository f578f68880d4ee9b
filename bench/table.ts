import type { Measured, Part } from './parts/part.ts'
import type { Outcome } from './rounds.ts'
import { headRows, inDigits, median, row, withSpread } from './statistics.ts'

/** The registry that the table is about, and the one that shows what the load reaches. Either may be left out of a run. */
const subject = 'ecrd'
const ceiling = 'bare'

/** Where the load reaches less than so many times what it reports, it may be what is measured. */
const leastHeadroom = 3

export function tableHead(registries: readonly string[]): string {
  const ratios = peersOf(registries).map((name) => `${subject} ÷ ${name}`)
  return headRows(['', ...registries, ...ratios, ...(hasHeadroom(registries) ? ['load ÷ fastest'] : [])])
}

/** A line for each figure of a part, and one for the memory meanwhile. */
export function tableLines(part: Part, outcomes: readonly Outcome[]): string {
  const figures = part.figures.map(({ title, unit, isRate }, figure) =>
    row([
      `${title}, ${unit}`,
      ...outcomes.map(({ rounds }) => inDigits(median(valuesOf(rounds, figure)))),
      ...ratioCells(outcomes, figure),
      ...headroomCells(outcomes, figure, isRate),
    ]),
  )
  // Without a load there is nothing to say of memory.
  const hasLoad = part.figures.some(({ isRate }) => isRate)
  return [...figures, ...(hasLoad ? [memoryLine('— most memory meanwhile, MiB', outcomes)] : [])].join('\n')
}

/** The most that each needed in any part. */
export function memoryThroughout(outcomes: readonly Outcome[]): string {
  const highest = new Map<string, Outcome>()
  for (const outcome of outcomes) {
    const known = highest.get(outcome.registry)
    if (known === undefined || (outcome.peakMebibytes ?? 0) > (known.peakMebibytes ?? 0)) {
      highest.set(outcome.registry, outcome)
    }
  }
  return memoryLine('most memory throughout, MiB', [...highest.values()])
}

function memoryLine(title: string, outcomes: readonly Outcome[]): string {
  const registries = outcomes.map(({ registry }) => registry)
  return row([
    title,
    ...outcomes.map(({ peakMebibytes }) => (peakMebibytes === undefined ? '–' : `${peakMebibytes}`)),
    ...peersOf(registries).map(() => ''),
    ...(hasHeadroom(registries) ? [''] : []),
  ])
}

/** The median of the rounds' own ratios, and how far they go apart. */
function ratioCells(outcomes: readonly Outcome[], figure: number): string[] {
  const own = outcomes.find(({ registry }) => registry === subject)
  const peers = peersOf(outcomes.map(({ registry }) => registry))
  return outcomes
    .filter(({ registry }) => peers.includes(registry))
    .map(({ rounds }) => {
      const values = valuesOf(rounds, figure)
      return withSpread(valuesOf(own?.rounds ?? [], figure).map((value, round) => value / (values[round] ?? NaN)))
    })
}

/**
 * How many times as much the load can make as it did with the fastest registry: what it reached in the same round where
 * nothing is done, or would have if it hadn't had to wait. The former is short where to do nothing with it costs a core, too.
 */
function headroomCells(outcomes: readonly Outcome[], figure: number, isRate: boolean): string[] {
  const reached = outcomes.find(({ registry }) => registry === ceiling)
  if (reached === undefined || !hasHeadroom(outcomes.map(({ registry }) => registry))) return []
  if (!isRate) return ['']
  const others = outcomes.filter((outcome) => outcome !== reached)
  const factors = valuesOf(reached.rounds, figure).map((value, round) => {
    const fastest = fastestOf(others, figure, round)
    return fastest === undefined ? NaN : Math.max(value / fastest.value, fastest.headroom ?? 0)
  })
  const factor = median(factors)
  return [factor < leastHeadroom ? `${inDigits(factor)}, below ${leastHeadroom}` : inDigits(factor)]
}

function peersOf(registries: readonly string[]): readonly string[] {
  return registries.includes(subject) ? registries.filter((name) => name !== subject && name !== ceiling) : []
}

function hasHeadroom(registries: readonly string[]): boolean {
  return registries.includes(ceiling) && registries.length > 1
}

function fastestOf(outcomes: readonly Outcome[], figure: number, round: number): Measured | undefined {
  const measured = outcomes.flatMap(({ rounds }) => rounds[round]?.[figure] ?? [])
  return measured.filter(({ value }) => !Number.isNaN(value)).toSorted((a, b) => b.value - a.value)[0]
}

function valuesOf(rounds: Outcome['rounds'], figure: number): number[] {
  return rounds.map((values) => values[figure]?.value ?? NaN)
}
