import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import { capture, type Ended, type Step, show, tool } from './step.ts'
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
  readonly status: string
  readonly assertionResults: readonly { readonly status: string }[]
}

/** The tests of one project of vitest.config.ts; `shown` while they run, or kept until they have failed. */
export function vitestStep(project: string, as: 'shown' | 'kept'): Step {
  return {
    name: `${project} tests`,
    async run() {
      const report = join(cacheFolder, `${project}.json`)
      await mkdir(cacheFolder, { recursive: true })
      await rm(report, { force: true })
      const command = tool(
        'node_modules/vitest/vitest.mjs',
        ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      )
      const ended = await (as === 'shown' ? show(command) : capture(command))
      return { tally: await tallyOf(report, ended), output: ended.output }
    },
  }
}

async function tallyOf(path: string, { succeeded }: Ended): Promise<Tally> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return oneFailed
  const tally = countTests(JSON.parse(text) as Report)
  // An error outside every test fails the run too.
  return succeeded || tally.failed > 0 ? tally : sum([tally, oneFailed])
}

/** A file that fails before its first test, such as by an import, counts as one failure. */
export function countTests(report: Report): Tally {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
