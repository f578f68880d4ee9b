import { setImmediate } from 'node:timers/promises'

/** Makes commits durable, many by one sync. */
export interface GroupedSync {
  /**
   * Fulfilled when all that was committed before this call is durable. `wrote` says that the caller's own commit is new;
   * one that only read waits for those it may have read from.
   */
  durable(wrote: boolean): Promise<void>
}

/**
 * A sync covers the commits that were there when it began: those of one turn of the event loop, and those that came
 * while the sync before it ran.
 *
 *     commits   a b   c d   e       f
 *     syncs        ├─ a b ─┤├ c d e ┤  ├─ f ─┤
 */
export function groupedSync(sync: () => Promise<void>): GroupedSync {
  let waiting: PromiseWithResolvers<void> | undefined
  let running: PromiseWithResolvers<void> | undefined
  let isBusy = false

  async function syncUntilNoneWaits(): Promise<void> {
    isBusy = true
    while (waiting !== undefined) {
      // Requests that the last sync answered commit again before this turn ends: that halves the syncs of a busy server.
      await setImmediate()
      running = waiting
      waiting = undefined
      await sync().then(running.resolve, running.reject)
      running = undefined
    }
    isBusy = false
  }

  return {
    durable(wrote) {
      if (!wrote) return (waiting ?? running)?.promise ?? Promise.resolve()
      const group: PromiseWithResolvers<void> = waiting ?? Promise.withResolvers()
      waiting = group
      if (!isBusy) void syncUntilNoneWaits()
      return group.promise
    },
  }
}
