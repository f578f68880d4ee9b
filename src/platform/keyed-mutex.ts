/** One at a time for each key, in the order they came. */
export interface KeyedMutex {
  /** Fulfilled when it is this caller's turn; what it gets ends the turn. */
  acquire(key: string): Promise<() => void>
}

export function createKeyedMutex(): KeyedMutex {
  const lastOf = new Map<string, Promise<void>>()
  return {
    async acquire(key) {
      const before = lastOf.get(key)
      const turn = Promise.withResolvers<undefined>()
      const ended = turn.promise
      lastOf.set(key, ended)
      await before
      return () => {
        if (lastOf.get(key) === ended) lastOf.delete(key)
        turn.resolve(undefined)
      }
    },
  }
}
