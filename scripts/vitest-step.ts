import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { coverageFolder } from './branch-coverage.ts'
import { cacheFolder } from './cache-folder.ts'
import { capture, type Ended, type Outcome, type Step, show, tool } from './step.ts'
import { oneFailed, sum, type Tally } from './tally.ts'

/** What vitest's JSON reporter writes, as far as counting needs it. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly FileResult[]
}

interface FileResult {
  readonly name: string
  readonly status: string
  /** Why the file could not be loaded. */
  readonly message: string
  readonly assertionResults: readonly TestResult[]
}

interface TestResult {
  readonly fullName: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

/** What may be said of a run beside its projects. */
export interface RunOptions {
  /** Whether branches are counted: branch-coverage.ts. */
  readonly isMeasured?: boolean
  readonly environment?: NodeJS.ProcessEnv
}

/** The tests of projects of vitest.config.ts, beside each other; `shown` while they run, or kept until they have failed. */
export function vitestStep(
  projects: readonly string[],
  as: 'shown' | 'kept',
  { isMeasured = false, environment = {} }: RunOptions = {},
): Step {
  return {
    name: `${projects.join(', ')} tests`,
    async run() {
      const run = projects.join('-and-')
      const report = join(cacheFolder, `${run}.json`)
      await mkdir(cacheFolder, { recursive: true })
      await rm(report, { force: true })
      const command = tool(
        'node_modules/vitest/vitest.mjs',
        ...['run', ...projects.map((project) => `--project=${project}`)],
        ...(isMeasured ? ['--coverage.enabled', `--coverage.reportsDirectory=${coverageFolder(run)}`] : []),
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      )
      const ended = await (as === 'shown' ? show(command, environment) : capture(command, environment))
      return { output: ended.output, ...(await read(report, ended)) }
    },
  }
}

async function read(path: string, { succeeded }: Ended): Promise<Omit<Outcome, 'output'>> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return { tally: oneFailed }
  const report = JSON.parse(text) as Report
  const tally = countTests(report)
  // An error outside every test fails the run too.
  const total = succeeded || tally.failed > 0 ? tally : sum([tally, oneFailed])
  return { tally: total, failures: failuresOf(report) }
}

/** Each failed test, or file that could not be loaded, with its message. */
export function failuresOf({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ name, message, ...file }) => {
    const path = relative(process.cwd(), name)
    if (isBroken(file)) return [`${path}\n${message}`]
    return file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${path} › ${fullName}\n${failureMessages.join('\n')}`)
  })
}

/** A file that fails before its first test, such as by an import, counts as one failure. */
export function countTests(report: Report): Tally {
  const brokenFiles = report.testResults.filter(isBroken)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function isBroken({ status, assertionResults }: Pick<FileResult, 'status' | 'assertionResults'>): boolean {
  return status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed')
}
