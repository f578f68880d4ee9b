export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = Math.floor(sorted.length / 2)
  const lower = Math.ceil(sorted.length / 2) - 1
  return ((sorted[lower] ?? NaN) + (sorted[upper] ?? NaN)) / 2
}

/** Three digits say all that such a measurement knows. */
export function inDigits(value: number): string {
  if (Number.isNaN(value)) return '–'
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(2)
}

/** The median, and how far the values go apart. */
export function withSpread(values: readonly number[]): string {
  const known = values.filter((value) => !Number.isNaN(value))
  if (known.length === 0) return '–'
  return `${inDigits(median(known))} (${inDigits(Math.min(...known))}–${inDigits(Math.max(...known))})`
}

/** A line of a Markdown table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The first lines of one: words to the left, figures to the right. */
export function headRows(columns: readonly string[]): string {
  return `${row(columns)}\n|${columns.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`
}
