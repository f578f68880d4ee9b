/** Makes commits durable, many by one sync. */
export interface GroupedSync {
  /**
   * Fulfilled when all that was committed before this call is durable. `wrote` says that the caller's own commit is new;
   * one that only read waits for those it may have read from.
   */
  durable(wrote: boolean): Promise<void>
}

/**
 * A sync covers the commits that were there when it began. Those that come while it runs share the next one:
 *
 *     commits   a     b c   d       e
 *     syncs     ├─ a ──┤├── b c d ──┤├─ e ─┤
 */
export function groupedSync(sync: () => Promise<void>): GroupedSync {
  let running: PromiseWithResolvers<void> | undefined
  let waiting: PromiseWithResolvers<void> | undefined

  async function syncAll(): Promise<void> {
    while (waiting !== undefined) {
      running = waiting
      waiting = undefined
      await sync().then(running.resolve, running.reject)
    }
    running = undefined
  }

  return {
    durable(wrote) {
      if (!wrote) return (waiting ?? running)?.promise ?? Promise.resolve()
      const group: PromiseWithResolvers<void> = waiting ?? Promise.withResolvers()
      waiting = group
      if (running === undefined) void syncAll()
      return group.promise
    },
  }
}
