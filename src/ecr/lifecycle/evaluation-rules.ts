import { evaluationDelayMs } from '../images/evaluate-soon.ts'

const hourMs = 60 * 60 * 1000

/** ECR promises effects within a day of the time when an image meets the criteria. */
const longestPauseMs = 23 * hourMs

/** When a policy is evaluated again if nothing is pushed: at different times, so that thousands of them are not due at once. */
export function nextEvaluationAt(repositoryId: number, nowMs: number): number {
  return nowMs + longestPauseMs - spreadMs(repositoryId)
}

/** When one is evaluated that was put just now: its author may notice a mistake before. */
export const firstEvaluationAt = (nowMs: number): number => nowMs + evaluationDelayMs

/** Up to an hour, evenly: by the golden ratio, neighbours are far apart. */
function spreadMs(repositoryId: number): number {
  return Math.floor(((repositoryId * goldenRatio) % 1) * hourMs)
}

const goldenRatio = 0.618_033_988_749_895

/** A preview's results are kept for a day. */
export const previewLifetimeMs = 24 * hourMs
