import { createHash } from 'node:crypto'
import { frameSizeBytes, nonceSizeBytes, sealInPlace } from '../sealing/frames.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'
import { type BlobBytes, maxInlineSizeBytes, type UploadBytes } from './blobs.ts'
import type { Gathering } from './gathering.ts'
import { sealForRow } from './placement.ts'
import { hashStored } from './read-stored.ts'
import { boxPart, plainPart } from './slabs.ts'
import type { Transfers } from './transfers.ts'
import { type Progress, writerOf } from './upload-progress.ts'

export interface Ending {
  readonly upload: UploadBytes
  readonly progress: Progress
  readonly last: Gathering
  readonly algorithm: DigestAlgorithm
  readonly isExpected: (digest: string) => boolean
}

/**
 * All full frames are written: ends the upload with the bytes that are left. The digest comes first, so that a refused one
 * has changed nothing.
 */
export async function finishUpload(transfers: Transfers, ending: Ending): Promise<BlobBytes | undefined> {
  const { last, progress } = ending
  const hex = progress.frameCount === 0 ? digestHere(ending) : await digestThere(transfers, ending)
  const digest = `${ending.algorithm}:${hex}`
  if (!ending.isExpected(digest)) return undefined
  const isInline = progress.frameCount === 0 && last.sizeBytes <= maxInlineSizeBytes
  if (!isInline) await writeLastFrame(transfers, ending)
  const { store, storage_key, sealing, key_id, wrapped_key } = ending.upload
  return {
    store: isInline ? 'inline' : store,
    storage_key,
    sealing,
    key_id,
    wrapped_key,
    size: progress.frameCount * frameSizeBytes + last.sizeBytes,
    digest,
    inline_bytes: isInline ? sealInline(transfers, ending) : null,
  }
}

/** Less than a frame costs less here than the way to the worker and back. */
function digestHere({ algorithm, last }: Ending): string {
  return createHash(algorithm).update(plainPart(last.slab, last.sizeBytes)).digest('hex')
}

/** The digest computed while the bytes came, or, where this process has not seen them all, by reading them once. */
async function digestThere(transfers: Transfers, { algorithm, last, progress }: Ending): Promise<string> {
  const { worker } = transfers
  const { frameCount, hashes } = progress
  const { slab, sizeBytes } = last
  const streaming = hashes.get(algorithm)
  const streamed = streaming && (await worker.digest({ hash: streaming, frameCount, slab, sizeBytes }))
  if (streamed !== undefined) return streamed
  await (await writerOf(transfers, progress)).flush()
  const hash = await hashStored(transfers, progress, algorithm)
  hashes.set(algorithm, hash)
  const reread = await worker.digest({ hash, frameCount, slab, sizeBytes })
  if (reread === undefined) throw new Error('the frame worker lost a hash')
  return reread
}

async function writeLastFrame(transfers: Transfers, { last, progress }: Ending): Promise<void> {
  const { key, frameCount } = progress
  if (key !== undefined) {
    last.slab.bytes.set(transfers.ids.bytes(nonceSizeBytes))
    sealInPlace(key, { kind: 'last-frame', index: frameCount }, boxPart(last.slab, last.sizeBytes))
  }
  const writer = await writerOf(transfers, progress)
  await writer.write(key === undefined ? plainPart(last.slab, last.sizeBytes) : boxPart(last.slab, last.sizeBytes))
  await writer.commit()
}

function sealInline({ ids }: Transfers, { last, progress }: Ending): Uint8Array {
  return sealForRow(progress.key, { kind: 'inline', index: 0 }, ids, plainPart(last.slab, last.sizeBytes))
}
