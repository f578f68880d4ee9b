import type { GetLifecycleRunResponse, LifecycleEventImage, LifecycleRun } from '../generated/ecrd.ts'
import { printInstant } from '../platform/print-instant.ts'
import { isShown, print } from '../platform/terminal.ts'
import { tableOf } from './table.ts'

/** What a run did, a line for each image, and its sum. */
export function printActions(whole: Omit<GetLifecycleRunResponse, 'nextToken'>): void {
  const done = whole.lifecycleEventImageActions.map(({ lifecycleEventImage, rulePriority, action, reason }) => [
    ...columnsOf(lifecycleEventImage),
    `${rulePriority}`,
    action,
    reason,
  ])
  const left = whole.lifecycleEventFailureDetails.map(({ lifecycleEventImage, rulePriority, failureReason }) => [
    ...columnsOf(lifecycleEventImage),
    `${rulePriority}`,
    'Left',
    failureReason,
  ])
  const rows = [...done, ...left]
  if (rows.length > 0) print(tableOf(['IMAGE', 'TAGS', 'PUSHED', 'RULE', 'ACTION', 'REASON'], rows))
  print(`${sumOf(whole.run)}\n`)
}

function columnsOf({ digest, tagList, pushedAt }: LifecycleEventImage): string[] {
  return [digest.slice(0, 'sha256:'.length + 12), tagList.join(',') || '-', printInstant(pushedAt)]
}

function sumOf(run: LifecycleRun): string {
  const { imageCount, expiredCount, transitionedCount, failedCount, dryRun } = run
  const [expired, archived] = dryRun ? ['would expire', 'would be archived'] : ['expired', 'were archived']
  return `Of ${imageCount} images ${expiredCount} ${expired}, ${transitionedCount} ${archived}, ${failedCount} were left as they are.`
}

/** A line for each run. */
export function printRuns(runs: readonly LifecycleRun[]): void {
  if (!isShown()) {
    print(`${JSON.stringify({ runs }, undefined, 2)}\n`)
    return
  }
  const rows = runs.map((run) => [
    printInstant(run.startedAt),
    run.state.toLowerCase(),
    `${run.imageCount}`,
    `${run.expiredCount}`,
    `${run.transitionedCount}`,
    `${run.failedCount}`,
    run.runId,
  ])
  print(tableOf(['STARTED', 'STATE', 'IMAGES', 'EXPIRED', 'ARCHIVED', 'LEFT', 'RUN'], rows))
}
