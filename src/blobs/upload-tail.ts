import { type BlobKey, frameSizeBytes } from '../sealing/frames.ts'
import { DamagedBlob } from './blob-errors.ts'
import type { StoredUpload } from './blobs.ts'
import { openFromRow, unwrapKey } from './placement.ts'
import type { Transfers } from './transfers.ts'

interface OpenTail {
  /** Of the upload; undefined when its bytes are not sealed. */
  readonly key: BlobKey | undefined
  readonly tail: Uint8Array
}

/** The plain bytes of the row's tail: exactly those that the row's size says are short of a frame. */
export function openTail({ keys }: Transfers, { upload, tail: sealedTail }: StoredUpload): OpenTail {
  const key = unwrapKey(keys, upload)
  const index = Math.floor(upload.size / frameSizeBytes)
  const tail = sealedTail === undefined ? new Uint8Array(0) : openFromRow(key, { kind: 'tail', index }, sealedTail)
  if (tail?.byteLength !== upload.size % frameSizeBytes) {
    throw new DamagedBlob(upload.storage_key, 'the tail of its upload does not open')
  }
  return { key, tail }
}
