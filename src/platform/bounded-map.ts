/** A map with room for so many entries: beyond that, the one that was set the longest ago goes. */
export interface BoundedMap<Key, Value> {
  get(key: Key): Value | undefined
  /** Sets it as the newest, also where it was there already. */
  set(key: Key, value: Value): void
  clear(): void
}

export function createBoundedMap<Key, Value>(maxSize: number): BoundedMap<Key, Value> {
  const entries = new Map<Key, Value>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size > maxSize) deleteOldest(entries)
    },
    clear() {
      if (entries.size > 0) entries.clear()
    },
  }
}

function deleteOldest(entries: Map<unknown, unknown>): void {
  const oldest = entries.keys().next()
  if (oldest.done !== true) entries.delete(oldest.value)
}
