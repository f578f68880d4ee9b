const firstDelayMs = 1_000
const maxDelayMs = 60 * 60 * 1_000

/** How long a job that has failed this often waits: a second, then twice as long each time, up to an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(maxDelayMs, firstDelayMs * 2 ** (attempts - 1))
}
