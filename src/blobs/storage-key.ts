import type { Ids } from '../platform/ids.ts'

const storageKeyPattern = /^[0-9a-f]{32}$/

/** A name for bytes that was never given out before and never will be again: 128 random bits. */
export function newStorageKey(ids: Ids): string {
  return ids.bytes(16).toString('hex')
}

/** A storage key becomes a path or an object's name only when it is one that we made. */
export function assertStorageKey(storageKey: string): void {
  if (!storageKeyPattern.test(storageKey)) throw new RangeError('not a storage key')
}
