import type { Result } from './step.ts'
import { inWords, sum } from './tally.ts'

/** Ends a run: what failed once more, since the end of a long output is what readers see, and the sum as the last line. */
export function conclude(results: readonly Result[]): void {
  const failures = results.flatMap((result) => result.failures)
  if (failures.length > 0) console.log(`\n── What failed\n\n${failures.join('\n\n')}`)
  const total = sum(results.map(({ tally }) => tally))
  console.log(`\n${inWords(total)}`)
  process.exitCode = total.failed > 0 ? 1 : 0
}
