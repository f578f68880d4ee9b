import { waitAtMost } from '../platform/wait-at-most.ts'

export interface Repetition {
  /** Does it at once, after what is under way: what was changed before the call is seen by it. */
  runNow(): Promise<void>
  /** Starts it no more, and waits for what is under way, but not for longer than this. */
  stop(timeoutMs: number): Promise<void>
}

/** Does something again and again, never twice at once. It must be safe to stop anywhere. */
export function repeat(intervalMs: number, work: () => Promise<void>, failed: (error: unknown) => void): Repetition {
  let running: Promise<void> | undefined
  const run = (): Promise<void> =>
    (running ??= work()
      .catch(failed)
      .finally(() => {
        running = undefined
      }))
  const timer = setInterval(() => void run(), intervalMs).unref()
  return {
    async runNow() {
      await running
      await run()
    },
    async stop(timeoutMs) {
      clearInterval(timer)
      await waitAtMost(timeoutMs, running)
    },
  }
}
