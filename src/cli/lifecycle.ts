import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { errorCode } from '../config/error-code.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { StorageUnavailable } from '../errors.ts'
import type { GetLifecycleRunResponse, LifecycleRun } from '../generated/ecrd.ts'
import { isShown, print, showProgress, tell } from '../platform/terminal.ts'
import { AdminRefusal } from './admin/admin-task.ts'
import { type AskOptions, type LifecycleRuns, lifecycleRuns } from './ask-lifecycle.ts'
import type { LifecycleOptions } from './lifecycle-options.ts'
import { printError } from './print-error.ts'
import { printActions, printRuns } from './print-lifecycle.ts'
import { progressBar } from './progress-bar.ts'
import { CallFailed } from './remote-server.ts'

type Given<Names extends keyof LifecycleOptions> = AskOptions & Pick<LifecycleOptions, 'repository' | Names>

/** `ecrd lifecycle run` */
export function runLifecycle(options: Given<'at' | 'dryRun'>): Promise<number> {
  return ask(options, async (runs, repositoryName) => {
    const { at: evaluateAt, dryRun } = options
    const { runId } = await runs.start({ repositoryName, evaluateAt, dryRun })
    return finish(runs, repositoryName, runId)
  })
}

/** `ecrd lifecycle preview` */
export function previewLifecycle(options: Given<'at' | 'policy'>): Promise<number> {
  return ask(options, async (runs, repositoryName) => {
    const { at: evaluateAt, policy } = options
    const lifecyclePolicyText = policy === undefined ? undefined : await readPolicy(policy)
    const { runId } = await runs.start({ repositoryName, evaluateAt, dryRun: true, lifecyclePolicyText })
    return finish(runs, repositoryName, runId)
  })
}

/** `ecrd lifecycle history` */
export function lifecycleHistory(options: Given<'run'>): Promise<number> {
  return ask(options, async (runs, repositoryName) => {
    if (options.run !== undefined) return show(runs, repositoryName, options.run)
    const all: LifecycleRun[] = []
    let nextToken: string | undefined
    do {
      const page = await runs.list({ repositoryName, nextToken, maxResults: pageSize })
      all.push(...page.runs)
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    printRuns(all)
    return 0
  })
}

/** The largest that there is. */
const pageSize = 1_000

async function ask(
  options: Given<never>,
  work: (runs: LifecycleRuns, repositoryName: string) => Promise<number>,
): Promise<number> {
  const { repository } = options
  if (repository === undefined) {
    printError('Name the repository: --repository NAME')
    return 1
  }
  try {
    return await work(await lifecycleRuns(options), repository)
  } catch (error) {
    if (!isSentence(error)) throw error
    printError(error.message)
    return 1
  }
}

function isSentence(error: unknown): error is Error {
  return [AdminRefusal, CallFailed, CannotOpen, StorageUnavailable].some((kind) => error instanceof kind)
}

function readPolicy(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new CallFailed(`The policy cannot be read from ${path}: ${errorCode(error) ?? String(error)}`, error)
  })
}

/** How often a run that goes on is asked about. */
const lookIntervalMs = 250

async function finish(runs: LifecycleRuns, repositoryName: string, runId: string): Promise<number> {
  try {
    for (;;) {
      const { run } = await runs.get({ repositoryName, runId, maxResults: 1 })
      if (run.endedAt !== undefined) break
      showProgress(progressOf(run))
      await pause(lookIntervalMs)
    }
  } finally {
    showProgress('')
  }
  return await show(runs, repositoryName, runId)
}

function progressOf({ state, doneCount, actionCount }: LifecycleRun): string {
  if (state === 'WAITING') return 'The run waits for a server'
  return actionCount === 0
    ? 'The images are read and the rules evaluated'
    : progressBar(doneCount, actionCount, 'images')
}

async function show(runs: LifecycleRuns, repositoryName: string, runId: string): Promise<number> {
  const pages: GetLifecycleRunResponse[] = []
  let nextToken: string | undefined
  do {
    const page = await runs.get({ repositoryName, runId, nextToken, maxResults: pageSize })
    pages.push(page)
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  const [first] = pages
  if (first === undefined) throw new Error('a run without a page')
  const whole = {
    run: first.run,
    repositoryName,
    lifecycleEventPolicy: first.lifecycleEventPolicy,
    lifecycleEventImageActions: pages.flatMap((page) => page.lifecycleEventImageActions),
    lifecycleEventFailureDetails: pages.flatMap((page) => page.lifecycleEventFailureDetails),
  }
  if (isShown()) printActions(whole)
  else print(`${JSON.stringify(whole, undefined, 2)}\n`)
  if (first.run.state !== 'STOPPED') return 0
  tell('The policy was changed meanwhile, so this run stopped. The new policy is evaluated by itself.\n')
  return 1
}
