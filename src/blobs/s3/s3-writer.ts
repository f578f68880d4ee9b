import { StorageUnavailable } from '../../errors.ts'
import type { BlobWriter } from '../blob-store.ts'
import type { Bucket } from './bucket.ts'
import { type Multipart, partSizeBytes, type UploadedPart } from './multipart.ts'
import type { ObjectNames } from './object-names.ts'
import { putObject } from './objects.ts'
import { openPart, type OpenPartStart } from './open-part.ts'
import type { BufferHolder, PartBuffers } from './part-buffers.ts'
import { partsUnderWay } from './parts-under-way.ts'
import { partialPartsOf } from './partial-parts.ts'

export interface S3Room {
  readonly bucket: Bucket
  readonly names: ObjectNames
  readonly buffers: PartBuffers
}

/** Where a writer begins. */
export interface WriterStart extends OpenPartStart {
  readonly multipart: Multipart | undefined
  /** Parts whose etags are known. */
  readonly known: readonly UploadedPart[]
}

/**
 * Gathers parts and sends them. A flush leaves what is short of a part as a rest, the whole of it each time: so each byte
 * travels as often as its part was flushed, and at least a frame has come in between.
 */
export function s3Writer({ bucket, names, buffers }: S3Room, start: WriterStart): BlobWriter {
  const { storageKey, multipart, known } = start
  const name = names.blob(storageKey)
  const parts = partsUnderWay({ bucket, buffers, storageKey, name, multipart, known })
  const part = openPart(buffers, partialPartsOf(bucket, names, storageKey), start)
  let partCount = Math.floor(start.position / partSizeBytes)
  let flushedEnd = start.position
  let acknowledged = start.position
  let isFlushedInParts = multipart !== undefined
  let failure: Error | undefined
  let isClosed = false

  const end = (): number => partCount * partSizeBytes + part.sizeBytes
  const savePartialPart = (): Promise<void> =>
    part.savePartialPart({ position: end(), previous: acknowledged, uploadId: parts.multipart?.uploadId })
  const fail = (error: unknown): void => {
    failure ??= error instanceof Error ? error : new Error(String(error))
  }
  const holder: BufferHolder = {
    async giveUp() {
      await savePartialPart().catch(fail)
      part.giveBack()
    },
  }
  const guarded = async (act: () => Promise<void>): Promise<void> => {
    await buffers.resume(holder)
    if (failure !== undefined) throw failure
    try {
      await act()
    } catch (error) {
      fail(error)
      throw error
    } finally {
      if (part.hasBuffer) buffers.setAside(holder)
    }
  }
  const sendPart = async (): Promise<void> => {
    const { sizeBytes } = part
    const buffer = await part.take()
    partCount += 1
    await parts.send(partCount, buffer, sizeBytes)
  }
  const write = async (bytes: Uint8Array): Promise<void> => {
    acknowledged = flushedEnd
    for (let from = 0; from < bytes.byteLength; ) {
      from += await part.add(bytes.subarray(from))
      if (part.sizeBytes === partSizeBytes) await sendPart()
    }
  }
  const flush = async (): Promise<void> => {
    await parts.settle()
    await savePartialPart()
    flushedEnd = end()
    isFlushedInParts = parts.multipart !== undefined
    await part.removeRests((position) => position === flushedEnd || position === acknowledged)
  }
  const putWhole = async (): Promise<void> => {
    const { sizeBytes } = part
    const buffer = await part.take()
    await putObject(bucket, { name, bytes: buffer.subarray(0, sizeBytes) }).finally(() => buffers.giveBack(buffer))
  }
  const putTogether = async (): Promise<void> => {
    const sizeBytes = end()
    if (part.sizeBytes > 0) await sendPart()
    await parts.complete(partCount, sizeBytes)
  }
  const commit = async (): Promise<void> => {
    await (partCount === 0 ? putWhole() : putTogether())
    await part.removeRests(() => false)
    part.giveBack()
    isClosed = true
  }
  /** Parts beyond what was flushed go with their multipart upload, or are replaced by those that come after all. */
  const dropUnflushed = async (): Promise<void> => {
    await part.removeRests((position) => position <= flushedEnd)
    if (!isFlushedInParts) await parts.abort()
  }
  if (part.hasBuffer) buffers.setAside(holder)
  return {
    write: (bytes) => guarded(() => write(bytes)),
    flush: () => guarded(flush),
    commit: () => guarded(commit),
    async close() {
      if (isClosed) return
      isClosed = true
      await buffers.resume(holder)
      await parts.settle().catch(fail)
      part.giveBack()
      // Where S3 is away, what stays is removed with the blob.
      if (!(failure instanceof StorageUnavailable)) await dropUnflushed().catch(() => undefined)
    },
  }
}
