import { DamagedBlob } from '../blob-errors.ts'
import { partSizeBytes } from './multipart.ts'
import type { PartBuffers } from './part-buffers.ts'
import type { PartialParts } from './partial-parts.ts'

/** The part that an upload is at: in a buffer while it is gathered, as a partial part in S3 whenever that is asked for. */
export interface OpenPart {
  readonly sizeBytes: number
  readonly hasBuffer: boolean
  /** Copies as much as the part still needs; how much that was. */
  add(bytes: Uint8Array): Promise<number>
  /** What there is of the part. The buffer is the caller's to give back, and the next part begins. */
  take(): Promise<Buffer>
  /** Puts what there is beside the parts, once for each position; the partial part at `previous` may go when this one counts. */
  savePartialPart(place: PartialPartPlace): Promise<void>
  /** Removes partial parts that were left, but for those that are needed still. */
  removePartialParts(isNeeded: (position: number) => boolean): Promise<void>
  giveBack(): void
}

export interface PartialPartPlace {
  /** Where the upload ends now. */
  readonly position: number
  readonly previous: number
  readonly uploadId: string | undefined
}

export interface OpenPartStart {
  readonly storageKey: string
  /** Where the upload ends. */
  readonly position: number
  /** Holds the bytes from the last full part on; undefined when there are none. */
  readonly buffer: Buffer | undefined
  /** Where partial parts end that are there: the one that was begun with, and what it replaced. */
  readonly partialParts: readonly number[]
}

export function openPart(buffers: PartBuffers, partialParts: PartialParts, start: OpenPartStart): OpenPart {
  const there = new Set(start.partialParts)
  let { buffer } = start
  let sizeBytes = start.position % partSizeBytes
  /** The partial part that has all of `sizeBytes`, and its etag where it is from here. */
  let partialPart: { readonly position: number; readonly etag: string | undefined } | undefined
  if (there.has(start.position)) partialPart = { position: start.position, etag: undefined }

  const requireBuffer = async (): Promise<Buffer> => {
    if (buffer !== undefined) return buffer
    buffer = await buffers.take()
    if (sizeBytes === 0) return buffer
    if (
      partialPart !== undefined &&
      (await partialParts.read(partialPart.position, buffer, partialPart.etag)) !== undefined
    )
      return buffer
    throw new DamagedBlob(start.storageKey, 'the partial part of its upload is missing')
  }
  return {
    get sizeBytes() {
      return sizeBytes
    },
    get hasBuffer() {
      return buffer !== undefined
    },
    async add(bytes) {
      const into = await requireBuffer()
      const piece = bytes.subarray(0, partSizeBytes - sizeBytes)
      into.set(piece, sizeBytes)
      sizeBytes += piece.byteLength
      return piece.byteLength
    },
    async take() {
      const taken = await requireBuffer()
      buffer = undefined
      sizeBytes = 0
      return taken
    },
    async savePartialPart({ position, previous, uploadId }) {
      if (position === 0 || partialPart?.position === position) return
      const bytes = (await requireBuffer()).subarray(0, sizeBytes)
      const replaces = previous === 0 || previous === position ? undefined : previous
      partialPart = { position, etag: await partialParts.put(position, { bytes, uploadId, previous: replaces }) }
      there.add(position)
    },
    async removePartialParts(isNeeded) {
      const stale = [...there].filter((position) => !isNeeded(position))
      await partialParts.remove(stale)
      for (const position of stale) there.delete(position)
    },
    giveBack() {
      if (buffer !== undefined) buffers.giveBack(buffer)
      buffer = undefined
    },
  }
}
