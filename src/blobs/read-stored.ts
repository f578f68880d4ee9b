import { type BlobKey, frameSizeBytes, openInPlace } from '../sealing/frames.ts'
import { DamagedBlob } from './blob-errors.ts'
import type { BlobReader } from './blob-store.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'
import type { HashName } from './frame-work.ts'
import { framePosition } from './placement.ts'
import { boxPart, type FrameBuffer, plainPart } from './frame-buffers.ts'
import type { Transfers } from './transfers.ts'
import type { Progress } from './frame-pipeline.ts'

/** A blob in the store, open for reading. */
export interface OpenBlob {
  readonly storageKey: string
  /** Undefined when its bytes are not sealed. */
  readonly key: BlobKey | undefined
  readonly reader: BlobReader
}

export interface StoredFrame {
  readonly kind: 'frame' | 'last-frame'
  readonly index: number
  /** Of its plain bytes. */
  readonly sizeBytes: number
}

export async function openBlob(
  { store }: Transfers,
  { storageKey, key }: Pick<OpenBlob, 'storageKey' | 'key'>,
): Promise<OpenBlob> {
  const reader = await store.openReader(storageKey)
  if (reader === undefined) throw new DamagedBlob(storageKey, 'its bytes are missing')
  return { storageKey, key, reader }
}

/** The frame of a finished blob; its last one is shorter than the others and perhaps empty. */
export function frameOf(blobSizeBytes: number, index: number): StoredFrame {
  const isLast = index === Math.floor(blobSizeBytes / frameSizeBytes)
  return {
    kind: isLast ? 'last-frame' : 'frame',
    index,
    sizeBytes: isLast ? blobSizeBytes % frameSizeBytes : frameSizeBytes,
  }
}

/** A frame's plain bytes, and the frameBuffer that they lie in. */
export interface OpenFrame {
  readonly frameBuffer: FrameBuffer
  readonly plain: Uint8Array
}

/** The frameBuffer is the caller's to give back. */
export async function openFrame(transfers: Transfers, blob: OpenBlob, frame: StoredFrame): Promise<OpenFrame> {
  const frameBuffer = await readFrame(transfers, blob, frame)
  if (blob.key === undefined) return { frameBuffer, plain: plainPart(frameBuffer, frame.sizeBytes) }
  const plain = openInPlace(blob.key, frame, boxPart(frameBuffer, frame.sizeBytes))
  if (plain !== undefined) return { frameBuffer, plain }
  transfers.frameBuffers.giveBack(frameBuffer)
  return refuse(blob, frame)
}

/** Reads what must be there. */
async function readFully(blob: OpenBlob, into: Uint8Array, position: number): Promise<void> {
  const readBytes = await blob.reader.read(into, position)
  if (readBytes < into.byteLength) {
    throw new DamagedBlob(blob.storageKey, `it ends at byte ${position + readBytes} of its store`)
  }
}

/** Reads an open upload's full frames for their hash. */
export async function hashStored(
  transfers: Transfers,
  progress: Progress,
  algorithm: DigestAlgorithm,
): Promise<HashName> {
  const { worker } = transfers
  const hash = worker.newHash(algorithm)
  const blob = await openBlob(transfers, progress)
  try {
    for (let index = 0; index < progress.frameCount; index += 1) {
      const frame: StoredFrame = { kind: 'frame', index, sizeBytes: frameSizeBytes }
      const frameBuffer = await readFrame(transfers, blob, frame)
      try {
        if (!(await worker.rehash({ hash, key: blob.key, index, frameBuffer }))) refuse(blob, frame)
      } finally {
        transfers.frameBuffers.giveBack(frameBuffer)
      }
    }
    return hash
  } catch (error) {
    worker.drop(hash)
    throw error
  } finally {
    await blob.reader.close()
  }
}

/** Reads a frame as it is stored, into a frameBuffer that is the caller's to give back. */
async function readFrame(
  { reading, frameBuffers }: Transfers,
  blob: OpenBlob,
  { index, sizeBytes }: StoredFrame,
): Promise<FrameBuffer> {
  await reading.acquire()
  const frameBuffer = frameBuffers.take()
  try {
    const into = blob.key === undefined ? plainPart(frameBuffer, sizeBytes) : boxPart(frameBuffer, sizeBytes)
    await readFully(blob, into, framePosition(blob.key, index))
    return frameBuffer
  } catch (error) {
    frameBuffers.giveBack(frameBuffer)
    throw error
  } finally {
    reading.release()
  }
}

function refuse(blob: OpenBlob, frame: StoredFrame): never {
  throw new DamagedBlob(blob.storageKey, `frame ${frame.index} does not open`)
}
