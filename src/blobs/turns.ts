/** One at a time for each key, in the order they came. */
export interface Turns {
  /** Fulfilled when it is this caller's turn; what it gets ends the turn. */
  take(key: string): Promise<() => void>
}

export function createTurns(): Turns {
  const lastOf = new Map<string, Promise<void>>()
  return {
    async take(key) {
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
