import { waitAtMost } from '../platform/wait-at-most.ts'

export interface Repetition {
  /** Starts it no more, and waits for what is under way, but not for longer than this. */
  stop(timeoutMs: number): Promise<void>
}

/** Does something again and again, never twice at once. It must be safe to stop anywhere. */
export function repeat(intervalMs: number, work: () => Promise<void>, failed: (error: unknown) => void): Repetition {
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    running ??= work()
      .catch(failed)
      .finally(() => {
        running = undefined
      })
  }, intervalMs).unref()
  return {
    async stop(timeoutMs) {
      clearInterval(timer)
      await waitAtMost(timeoutMs, running)
    },
  }
}
