import type { Placement } from './blobs.ts'

/**
 * Raw bytes by storage key. It knows nothing of digests, frames or keys, and it never renames or copies.
 *
 * It asks no more than both a folder and an object store can do: bytes come in sequence, and another process can take up
 * what a writer left. An object store gathers writes into parts of 8 MiB or more and keeps what a `flush` finds short of
 * a part beside the object. Flushed bytes are rarely read before `commit`: it may complete the object for that and begin
 * the next one with a copy of its parts on the server's side.
 */
export interface BlobStore {
  /** What rows call it. */
  readonly name: Placement['store']
  /**
   * Writes on from `position`: all before it was flushed by an earlier writer, what an earlier writer left beyond it is
   * overwritten or cut off. At most one writer of a storage key is open at a time.
   */
  openWriter(storageKey: string, position: number): Promise<BlobWriter>
  /** Reads what was committed or flushed; undefined when there is nothing under this storage key. */
  openReader(storageKey: string): Promise<BlobReader | undefined>
  /** Removes committed bytes, or what an upload left behind. Idempotent. */
  remove(storageKey: string): Promise<void>
}

/** One call at a time. After a failed call only `close` is left: the upload goes on with a new writer. */
export interface BlobWriter {
  /** Appends; the bytes are the store's until fulfilled. */
  write(bytes: Uint8Array): Promise<void>
  /** Makes all written bytes survive the loss of power, so that a later writer may go on from here. */
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
