/** `npm run bench`: ecrd side by side with other registries. */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenerator } from './loads/generator.ts'
import { help, type Options, parseOptions } from './options.ts'
import { createParts, type Part, partNames, type Subject } from './parts.ts'
import { bare } from './registries/bare.ts'
import { dockerRegistry, isInstalled } from './registries/docker-registry.ts'
import { ecrd } from './registries/ecrd.ts'
import { peer } from './registries/peer.ts'
import type { Contender } from './registries/registry.ts'
import { runRounds } from './rounds.ts'
import { pushSeed } from './seed.ts'
import { tableHead, tableLines } from './table.ts'

try {
  const options = parseOptions(process.argv.slice(2))
  if (options === undefined) console.log(help)
  else await run(options)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(options: Options): Promise<void> {
  await using running = new AsyncDisposableStack()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.disposeAsync().finally(() => process.exit(1)))
  }
  const folder = await mkdtemp(join(tmpdir(), 'ecrd-bench-'))
  running.defer(() => rm(folder, { recursive: true, force: true }))
  const generator = running.use(startGenerator())
  const contenders = choose(contendersOf(options), options.only)
  const parts = choose(createParts(generator, { ...options, folder }), options.only)
  assertKnown(options)

  const subjects: Subject[] = []
  for (const contender of contenders) {
    const registry = running.use(await contender.start(await mkdtemp(join(folder, `${contender.name}-`))))
    subjects.push({ contender, registry, seed: await pushSeed(registry.target) })
  }
  await report(parts, subjects, options)
}

async function report(
  parts: readonly Part[],
  subjects: readonly Subject[],
  { rounds, seconds }: Options,
): Promise<void> {
  console.log(introduction(rounds, seconds))
  console.log(
    tableHead(
      subjects.map(({ contender }) => contender.name),
      'ecrd',
    ),
  )
  for (const part of parts) console.log(tableLines(part, await runRounds(part, subjects, rounds), 'ecrd'))
}

function contendersOf({ peers, profileFolder }: Options): readonly Contender[] {
  const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]
  return [
    ecrd(profile),
    ...(isInstalled() ? [dockerRegistry] : []),
    ...peers.map(({ name, url }) => peer(name, url)),
    bare,
  ]
}

/** Those that are named; all of a kind of which none is. */
function choose<T extends { readonly name: string }>(all: readonly T[], only: readonly string[]): readonly T[] {
  const named = all.filter(({ name }) => only.includes(name))
  return named.length === 0 ? all : named
}

function assertKnown(options: Options): void {
  const known = new Set<string>([...partNames, ...contendersOf(options).map(({ name }) => name)])
  const unknown = options.only.filter((name) => !known.has(name))
  if (unknown.length > 0) throw new Error(`--only knows ${[...known].join(', ')}, not ${unknown.join(', ')}`)
}

function introduction(rounds: number, seconds: number): string {
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores shared by server and load, loopback.
Medians of ${rounds} interleaved rounds of ${seconds} s; a ratio is the median of the rounds' ratios (lowest–highest).
ecrd checks a token at each request, encrypts what it stores, and answers a push when it is on disk; the others do none of it.
Each logs its requests as it does by default, to a file. 'bare' does nothing: where ecrd comes near, the load is the limit.
`
}
