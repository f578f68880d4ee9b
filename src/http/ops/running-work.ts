import type { Pipeline } from '../../pipeline.ts'
import { waitAtMost } from '../../standards/clock/wait-at-most.ts'

/** A pipeline that knows what runs in it. */
export interface RunningWork {
  readonly pipeline: Pipeline
  /** Fulfilled when nothing runs any more, but after `timeoutMs` in any case. */
  settle(timeoutMs: number): Promise<void>
}

/**
 * A connection may be gone before the work for it is done: an upload that was cut still writes down how far it came,
 * and for that it needs the files and the database.
 */
export function watchPipeline(pipeline: Pipeline): RunningWork {
  const running = new Set<Promise<unknown>>()
  return {
    pipeline: {
      run(operation, input, scope) {
        const result = pipeline.run(operation, input, scope)
        const ended: Promise<unknown> = result
          .catch(() => undefined) // told to whoever asked for it
          .finally(() => running.delete(ended))
        running.add(ended)
        return result
      },
    },
    settle: (timeoutMs) => waitAtMost(timeoutMs, Promise.all(running)),
  }
}
