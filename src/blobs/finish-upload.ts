import { createHash } from 'node:crypto'
import { frameSizeBytes, nonceSizeBytes, openInPlace, type Place, sealInPlace } from '../sealing/frames.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'
import { type BlobBytes, maxInlineSizeBytes } from './blobs.ts'
import type { HashName } from './frame-work.ts'
import { boxPart, type FrameAccumulator, plainPart } from './frame-buffers.ts'
import { sealForRow } from './placement.ts'
import { hashStored } from './read-stored.ts'
import type { Transfers } from './transfers.ts'
import { type OpenUpload, type Progress, writerOf } from './frame-pipeline.ts'

export interface Ending extends Omit<OpenUpload, 'partialFrame'> {
  readonly last: FrameAccumulator
  readonly algorithm: DigestAlgorithm
  readonly isExpected: (digest: string) => boolean
}

/**
 * All full frames are written: ends the upload with the bytes that are left. The digest comes first where it is known
 * without reading, so that a refused one has changed nothing.
 */
export async function finishUpload(transfers: Transfers, ending: Ending): Promise<BlobBytes | undefined> {
  const known = await knownDigest(transfers, ending)
  if (known !== undefined && !ending.isExpected(known)) return undefined
  const isInline = ending.progress.frameCount === 0 && ending.last.sizeBytes <= maxInlineSizeBytes
  if (!isInline) await writeLastFrame(transfers, ending)
  const digest = known ?? (await storedDigest(transfers, ending))
  if (known === undefined && !ending.isExpected(digest)) return undefined
  return finished(transfers, ending, { digest, isInline })
}

function finished(
  transfers: Transfers,
  { upload, progress, last }: Ending,
  { digest, isInline }: { readonly digest: string; readonly isInline: boolean },
): BlobBytes {
  const { store, storage_key, sealing, key_id, wrapped_key } = upload
  return {
    store: isInline ? 'inline' : store,
    storage_key,
    sealing,
    key_id,
    wrapped_key,
    size: progress.frameCount * frameSizeBytes + last.sizeBytes,
    digest,
    inline_bytes: isInline ? sealInline(transfers, { progress, last }) : null,
  }
}

/** Undefined when this process has not seen all full frames. */
async function knownDigest(transfers: Transfers, ending: Ending): Promise<string | undefined> {
  const { algorithm, progress } = ending
  if (progress.frameCount === 0) return `${algorithm}:${digestHere(ending)}`
  const streaming = progress.hashes.get(algorithm)
  return streaming && digestOf(transfers, ending, streaming)
}

/** Less than a frame costs less here than the way to the worker and back. */
function digestHere({ algorithm, last }: Ending): string {
  return createHash(algorithm).update(plainPart(last.frameBuffer, last.sizeBytes)).digest('hex')
}

async function digestOf(
  { worker }: Transfers,
  { algorithm, last, progress }: Ending,
  hash: HashName,
): Promise<string | undefined> {
  const { frameBuffer, sizeBytes } = last
  const hex = await worker.digest({ hash, frameCount: progress.frameCount, frameBuffer, sizeBytes })
  return hex === undefined ? undefined : `${algorithm}:${hex}`
}

/** Reads the committed bytes once. If they are refused, a new writer takes up the upload. */
async function storedDigest(transfers: Transfers, ending: Ending): Promise<string> {
  const { algorithm, last, progress } = ending
  progress.writer = undefined
  if (progress.key !== undefined)
    openInPlace(progress.key, lastPlace(progress), boxPart(last.frameBuffer, last.sizeBytes))
  const hash = await hashStored(transfers, progress, algorithm)
  progress.hashes.set(algorithm, hash)
  const digest = await digestOf(transfers, ending, hash)
  if (digest === undefined) throw new Error('the frame worker lost a hash')
  return digest
}

/** Seals the last frame where it lies. */
async function writeLastFrame(transfers: Transfers, { last, progress, claim }: Ending): Promise<void> {
  await claim()
  const { key } = progress
  if (key !== undefined) {
    last.frameBuffer.bytes.set(transfers.ids.bytes(nonceSizeBytes))
    sealInPlace(key, lastPlace(progress), boxPart(last.frameBuffer, last.sizeBytes))
  }
  const writer = await writerOf(transfers, progress)
  await writer.write(
    key === undefined ? plainPart(last.frameBuffer, last.sizeBytes) : boxPart(last.frameBuffer, last.sizeBytes),
  )
  await writer.commit()
}

const lastPlace = ({ frameCount }: Progress): Place => ({ kind: 'last-frame', index: frameCount })

function sealInline({ ids }: Transfers, { last, progress }: Pick<Ending, 'last' | 'progress'>): Uint8Array {
  return sealForRow(progress.key, { kind: 'inline', index: 0 }, ids, plainPart(last.frameBuffer, last.sizeBytes))
}
