import type { Placement } from './blobs.ts'
import type { Ids } from '../platform/ids.ts'

/**
 * Raw bytes by storage key. It knows nothing of digests, frames or keys, and it never renames or copies.
 *
 * It asks no more than both a folder and an object store can do: bytes come in sequence, another process can take up what
 * a writer left, and what is not committed can't be read. A blob whose digest is only known from its stored bytes is
 * committed first and read then; if it is refused, a writer takes the upload up again.
 */
export interface BlobStore {
  /** What rows call it. */
  readonly name: Placement['store']
  /**
   * Writes on from `position`: all before it was flushed or committed by an earlier writer, what an earlier writer left
   * beyond it is overwritten or cut off. One writer of a storage key writes at a time, but for one of a server that was
   * taken for dead and is not: what it does from its position on, whenever, takes nothing away before that position.
   */
  openWriter(storageKey: string, position: number): Promise<BlobWriter>
  /** Reads what was committed; undefined when there is nothing under this storage key. */
  openReader(storageKey: string): Promise<BlobReader | undefined>
  /** Removes committed bytes, or what an upload left behind. Idempotent. */
  remove(storageKey: string): Promise<void>
}

/** One call at a time. After a failed call only `close` is left: the upload goes on with a new writer. */
export interface BlobWriter {
  /** Appends; the bytes are the store's until fulfilled. */
  write(bytes: Uint8Array): Promise<void>
  /**
   * Makes all written bytes survive the loss of power, so that a later writer may go on from here. This one is only
   * written to again once the upload's row says so: then no request continues from an earlier position any more.
   */
  flush(): Promise<void>
  /** Makes the bytes whole and durable: they end here. */
  commit(): Promise<void>
  /**
   * Lets go of what the writer holds. Flushed bytes stay; the others give their room back, so that an upload which
   * filled the disk does not keep it full. Idempotent.
   */
  close(): Promise<void>
}

export interface BlobReader {
  /** Fills `into` from `position`; how many bytes there were (fewer only at the end). */
  read(into: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

const storageKeyPattern = /^[0-9a-f]{32}$/

/** A name for bytes that was never given out before and never will be again: 128 random bits. */
export function newStorageKey(ids: Ids): string {
  return ids.bytes(16).toString('hex')
}

/** A storage key becomes a path or an object's name only when it is one that we made. */
export function assertStorageKey(storageKey: string): void {
  if (!storageKeyPattern.test(storageKey)) throw new RangeError('not a storage key')
}
