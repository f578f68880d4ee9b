/** Which branches of what decides, and of what keeps bytes, no test takes: told for each group of files, and enough must be taken. */
import { readFile } from 'node:fs/promises'
import { join, matchesGlob, relative } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import type { Step } from './step.ts'
import { oneFailed, onePassed, sum } from './tally.ts'

/** Istanbul's format, as far as branches need it: https://github.com/istanbuljs/istanbuljs/tree/main/packages/istanbul-lib-coverage */
export type Coverage = Readonly<Record<string, FileCoverage>>

interface FileCoverage {
  readonly branchMap: Readonly<Record<string, Branch>>
  /** How often each way of a branch was taken. */
  readonly b: Readonly<Record<string, readonly number[]>>
}

interface Branch {
  readonly loc: Span
  /** Of each way; one that is not written, such as a missing else, has no line. */
  readonly locations: readonly Span[]
}

interface Span {
  readonly start: { readonly line?: number }
}

const groups = {
  rules: 'src/**/*-rules.ts',
  standards: 'src/standards/**/*.ts',
  blobs: 'src/blobs/**/*.ts',
  sealing: 'src/sealing/**/*.ts',
}

/** The files whose branches are counted. */
export const measuredFiles: readonly string[] = Object.values(groups)

const root = join(import.meta.dirname, '..')
const leastPercent = 95

/** Where a run of tests says which branches it took. */
export const coverageFolder = (run: string): string => join(cacheFolder, 'coverage', run)

/** Counts what these runs took together; each group passes or fails. */
export function branchStep(runs: readonly string[]): Step {
  return {
    name: 'branches taken by tests',
    async run() {
      const coverages = await Promise.all(runs.map(readCoverage))
      const reports = Object.entries(groups).map(([name, files]) =>
        describeBranches(name, branchesIn(files, coverages)),
      )
      console.log(reports.map(({ text }) => text).join('\n'))
      const tally = sum(reports.map(({ isEnough }) => (isEnough ? onePassed : oneFailed)))
      const failures = reports.filter(({ isEnough }) => !isEnough).map(({ text }) => text)
      return { tally, output: `At least ${leastPercent} % of each group must be taken.`, failures }
    },
  }
}

async function readCoverage(run: string): Promise<Coverage> {
  const coverage = JSON.parse(await readFile(join(coverageFolder(run), 'coverage-final.json'), 'utf8')) as Coverage
  return Object.fromEntries(Object.entries(coverage).map(([path, file]) => [relative(root, path), file]))
}

/** One way that a branch can go. */
export interface Way {
  readonly path: string
  readonly line: number
  readonly isTaken: boolean
}

/** All ways in the files of a pattern; one is taken if any of the runs took it. */
export function branchesIn(pattern: string, coverages: readonly Coverage[]): readonly Way[] {
  const ways = new Map<string, Way>()
  for (const [path, { branchMap, b }] of coverages.flatMap((coverage) => Object.entries(coverage))) {
    if (!matchesGlob(path, pattern)) continue
    for (const [id, counts] of Object.entries(b)) {
      for (const [at, count] of counts.entries()) {
        const key = `${path} ${id} ${at}`
        const isTaken = count > 0 || ways.get(key)?.isTaken === true
        ways.set(key, { path, line: lineOf(branchMap[id], at), isTaken })
      }
    }
  }
  return [...ways.values()]
}

const lineOf = (branch: Branch | undefined, way: number): number =>
  branch?.locations[way]?.start.line ?? branch?.loc.start.line ?? 0

/** How many are taken, and by file the lines of the others. */
export function describeBranches(
  name: string,
  ways: readonly Way[],
): { readonly text: string; readonly isEnough: boolean } {
  const taken = ways.filter(({ isTaken }) => isTaken).length
  const missed = Map.groupBy(
    ways.filter(({ isTaken }) => !isTaken),
    ({ path }) => path,
  )
  const lines = [...missed].toSorted().map(([path, each]) => `  not taken: ${path}:${linesOf(each)}`)
  const percent = (100 * taken) / ways.length
  const summary = `branches of ${name}: ${taken} of ${ways.length} taken (${percent.toFixed(1)} %)`
  return { text: [summary, ...lines].join('\n'), isEnough: percent >= leastPercent }
}

function linesOf(ways: readonly Way[]): string {
  return [...new Set(ways.map(({ line }) => line))].sort((a, b) => a - b).join(', ')
}
