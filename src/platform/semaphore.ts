/** Lets so many in at a time; the others wait outside, first come, first served. */
export interface Semaphore {
  acquire(): Promise<void>
  release(): void
  readonly taken: number
}

export function createSemaphore(places: number): Semaphore {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    async acquire() {
      if (inside === places) {
        // A place is handed over directly: no later caller can take it in between.
        await new Promise<void>((resolve) => waiting.push(resolve))
        return
      }
      inside += 1
    },
    release() {
      const next = waiting.shift()
      if (next === undefined) inside -= 1
      else next()
    },
    get taken() {
      return inside
    },
  }
}
