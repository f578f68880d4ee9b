import { type BlobKey, frameSizeBytes } from '../sealing/frames.ts'
import { DamagedBlob } from './blob-errors.ts'
import type { StoredUpload } from './blobs.ts'
import { openFromRow, unwrapKey } from './placement.ts'
import type { Transfers } from './transfers.ts'

interface OpenPartialFrame {
  /** Of the upload; undefined when its bytes are not sealed. */
  readonly key: BlobKey | undefined
  readonly partialFrame: Uint8Array
}

/** The plain bytes of the row's partialFrame: exactly those that the row's size says are short of a frame. */
export function openPartialFrame(
  { keys }: Transfers,
  { upload, partialFrame: sealedPartialFrame }: StoredUpload,
): OpenPartialFrame {
  const key = unwrapKey(keys, upload)
  const index = Math.floor(upload.size / frameSizeBytes)
  const partialFrame =
    sealedPartialFrame === undefined ? new Uint8Array(0) : openFromRow(key, { kind: 'tail', index }, sealedPartialFrame)
  if (partialFrame?.byteLength !== upload.size % frameSizeBytes) {
    throw new DamagedBlob(upload.storage_key, 'the partial frame of its upload does not open')
  }
  return { key, partialFrame }
}
