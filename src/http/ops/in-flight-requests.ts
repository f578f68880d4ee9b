import type { Pipeline } from '../../pipeline/pipeline.ts'
import { waitAtMost } from '../../platform/wait-at-most.ts'

/** A pipeline that knows what runs in it. */
export interface InFlightRequests {
  readonly pipeline: Pipeline
  readonly count: number
  /** Fulfilled when nothing runs any more, but after `timeoutMs` in any case. */
  settle(timeoutMs: number): Promise<void>
}

/**
 * A connection may be gone before the work for it is done: an upload that was cut still writes down how far it came,
 * and for that it needs the files and the database.
 */
export function watchPipeline(pipeline: Pipeline): InFlightRequests {
  let running = 0
  let noneRuns: (() => void) | undefined
  const ended = (): void => {
    running -= 1
    if (running === 0) noneRuns?.()
  }
  return {
    pipeline: {
      run(operation, input, scope) {
        running += 1
        const result = pipeline.run(operation, input, scope)
        result.then(ended, ended)
        return result
      },
    },
    get count() {
      return running
    },
    settle(timeoutMs) {
      const none = running === 0 ? undefined : new Promise<void>((resolve) => (noneRuns = resolve))
      return waitAtMost(timeoutMs, none)
    },
  }
}
