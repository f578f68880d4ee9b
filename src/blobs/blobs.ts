import type { Row } from '../database/schema.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'

/**
 * The bytes of layers and configs, as the use cases see them: plain bytes in, plain bytes out.
 * Hashing, sealing, buffers and files are behind it. Which bytes exist is the database's word, not the store's:
 * a file becomes visible by the transaction that inserts its blob row.
 */
export interface Blobs {
  /** Where and how a new upload's bytes will be kept. Nothing is opened: the upload's row comes first. */
  reserve(): Placement
  /**
   * Goes on with an upload for the length of one request. A second request on the same upload in this process waits for
   * the first. What the row throws is passed on.
   */
  resume(uuid: string, row: UploadRow): Promise<UploadSession>
  /** Lets go of what is kept in memory for an upload that ended otherwise than by `finish`. Idempotent. */
  forget(uuid: string): Promise<void>
  /**
   * All bytes that an upload's row acknowledges, for one that goes on with it elsewhere. Nothing is written under its
   * storage key any more by anybody who could still be told that it counts.
   */
  readUpload(stored: StoredUpload): Pieces
  /**
   * The blob's plain bytes, or the given part of them (both ends included, within the blob). Those of its row are at hand,
   * and pieces would cost more than they do. Throws, at the piece that is damaged.
   */
  read(blob: BlobBytes, range?: ByteRange): Pieces | Buffer
  /** Removes bytes for good. Idempotent; the row is long gone. */
  remove(storageKey: string): Promise<void>
  /** Stops workers and closes files. Open uploads go on from their rows at the next start. */
  close(): Promise<void>
}

/** Bytes in order. Each piece is lent until the next one is asked for: then its memory holds something else. */
export type Pieces = AsyncGenerator<Uint8Array, void, undefined>

export type Placement = Pick<Row<'upload'>, 'store' | 'storage_key' | 'sealing' | 'key_id' | 'wrapped_key'>
export type UploadBytes = Placement & Pick<Row<'upload'>, 'uuid' | 'size' | 'revision'>
export interface StoredUpload {
  readonly upload: UploadBytes
  /** The sealed partialFrame, as last acknowledged. */
  readonly partialFrame: Uint8Array | undefined
}

/** The row of an upload, in the hands of one request. */
export interface UploadRow {
  /** Reads it when it is this request's place in the queue, so that it sees what the one before acknowledged. */
  load(): Promise<StoredUpload>
  /** The row's revision, as far as this request has read or raised it: while the row has it, it is as this request left it. */
  readonly revision: number
  /** Asked for before anything goes to the store: from now on no other request writes under the storage key. Idempotent. */
  claim(): Promise<void>
  /** Nothing of this request is under way to the store any more. */
  release(): Promise<void>
}

/** All that a blob's row says about its bytes. */
export type BlobBytes = Pick<
  Row<'blob'>,
  'store' | 'storage_key' | 'sealing' | 'key_id' | 'wrapped_key' | 'size' | 'digest' | 'inline_bytes'
>

export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** One request's hold on an upload. Always closed, by `await using`. */
export interface UploadSession extends AsyncDisposable {
  /** Takes bytes in order; fulfilled when more may be given (backpressure). The chunk is the session's until then. */
  write(chunk: Uint8Array): Promise<void>
  /** Makes all written bytes durable and says what the upload's row must now hold. */
  flush(): Promise<Flushed>
  /**
   * Ends the upload: makes its bytes a whole blob, durable under its storage key or short enough for its row.
   * Undefined when `isExpected` refuses the digest: then the upload stays as it was.
   */
  finish(algorithm: DigestAlgorithm, isExpected: (digest: string) => boolean): Promise<BlobBytes | undefined>
}

export interface Flushed {
  readonly size: number
  /** Bytes short of a frame, sealed; undefined when there are none. */
  readonly sealedPartialFrame: Uint8Array | undefined
}

/** Blobs up to this size live in their row. */
export const maxInlineSizeBytes = 32 * 1024
