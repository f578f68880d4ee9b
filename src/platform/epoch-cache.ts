import { createBoundedMap } from '../platform/bounded-map.ts'

/**
 * What was made of rows that carry an epoch: it holds for as long as the epoch is the same, on every server, without a time
 * to live. A change of the rows raises the epoch in the same transaction.
 */
export interface EpochCache<Value> {
  find(id: string, epoch: number): Value | undefined
  /** A reader of an older epoch may come late: what is newer stays. */
  put(id: string, epoch: number, value: Value): void
}

export function createEpochCache<Value>(maxSize: number): EpochCache<Value> {
  const entries = createBoundedMap<string, { readonly epoch: number; readonly value: Value }>(maxSize)
  return {
    find(id, epoch) {
      const entry = entries.get(id)
      return entry?.epoch === epoch ? entry.value : undefined
    },
    put(id, epoch, value) {
      const known = entries.get(id)
      if (known !== undefined && known.epoch > epoch) return
      entries.set(id, { epoch, value })
    },
  }
}
