/** `npm run bench`: ecrd side by side with other registries. */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { choose } from './choice.ts'
import { printHostileTable } from './hostile.ts'
import { limitsTable } from './limits.ts'
import { startGenerator } from './loads/generator.ts'
import { help, type Options, parseOptions } from './options.ts'
import { allParts } from './parts/all-parts.ts'
import type { Bench, Part, PartName, Subject } from './parts/part.ts'
import { type Outcome, runRounds } from './rounds.ts'
import { pushSeed } from './seed.ts'
import { median } from './statistics.ts'
import { memoryThroughout, tableHead, tableLines } from './table.ts'

const comparison = `ecrd checks a token or a signature at each request, encrypts what it stores, and logs each request to a file; distribution does
none of it. Both answer a push when it is on disk. 'bare' does nothing: it shows what the load reaches.`

try {
  const options = parseOptions(process.argv.slice(2))
  if (options === undefined) console.log(help)
  else await run(options)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(options: Options): Promise<void> {
  const { contenders, parts, hasLimits, hostile, absent } = await choose(options)
  await using running = new AsyncDisposableStack()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.disposeAsync().finally(() => process.exit(1)))
  }
  const folder = await mkdtemp(join(tmpdir(), 'ecrd-bench-'))
  running.defer(() => rm(folder, { recursive: true, force: true }))
  const bench: Bench = { ...options, generator: running.use(startGenerator()), folder }
  const subjects: Subject[] = []
  for (const contender of contenders) {
    const registry = running.use(await contender.start(await mkdtemp(join(folder, `${contender.name}-`))))
    subjects.push({ contender, registry, seed: registry.isApiOnly ? undefined : await pushSeed(registry.target) })
  }
  console.log([introduction(options), ...(contenders.length > 0 ? [comparison] : []), ...absent].join('\n'))
  const chosen = allParts(bench).filter(({ name }) => parts.includes(name))
  const reached = await measureParts(chosen, subjects, options)
  if (hasLimits) console.log(`\n${await limitsTable(bench, options.rounds, reached)}`)
  if (hostile.length > 0) await printHostileTable({ names: hostile, rounds: options.rounds, folder })
}

/** What ecrd reached in each. */
async function measureParts(
  parts: readonly Part[],
  subjects: readonly Subject[],
  { rounds }: Options,
): Promise<ReadonlyMap<PartName, number>> {
  const all: Outcome[] = []
  const reached = new Map<PartName, number>()
  if (parts.length === 0) return reached
  console.log(`\n${tableHead(subjects.map(({ contender }) => contender.name))}`)
  for (const part of parts) {
    const outcomes = await runRounds(part, subjects, rounds)
    const own = outcomes.find(({ registry }) => registry === 'ecrd')
    if (own !== undefined) reached.set(part.name, median(own.rounds.map(([rate]) => rate?.value ?? NaN)))
    console.log(tableLines(part, outcomes))
    all.push(...outcomes)
  }
  console.log(memoryThroughout(all))
  return reached
}

function introduction({ rounds, seconds }: Options): string {
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores shared by server and load, loopback.
Medians of ${rounds} interleaved rounds of ${seconds} s; a ratio is the median of the rounds' ratios (lowest–highest).`
}
