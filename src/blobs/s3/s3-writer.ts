import { StorageUnavailable } from '../../errors.ts'
import type { BlobWriter } from '../blob-store.ts'
import type { Bucket } from './bucket.ts'
import { type Multipart, partSizeBytes, type UploadedPart } from './multipart.ts'
import type { ObjectNames } from './object-names.ts'
import { putObject } from './objects.ts'
import { type OpenPart, openPart, type OpenPartStart } from './open-part.ts'
import type { BufferHolder, PartBuffers } from './part-buffers.ts'
import { partsUnderWay, type PartsUnderWay } from './parts-under-way.ts'
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
 * Fills parts and sends them. A flush saves what is short of a part, the whole of it each time: so each byte travels as often as
 * its part was flushed, and at least a frame has come in between.
 */
export function s3Writer(room: S3Room, start: WriterStart): BlobWriter {
  const { buffers } = room
  const writing = fillParts(room, start)
  const { part, parts } = writing
  let failure: Error | undefined
  let isClosed = false

  const fail = (error: unknown): void => {
    failure ??= error instanceof Error ? error : new Error(String(error))
  }
  const holder: BufferHolder = {
    async giveUp() {
      await writing.savePartialPart().catch(fail)
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
  const commit = async (): Promise<void> => {
    await writing.commit()
    isClosed = true
  }
  if (part.hasBuffer) buffers.setAside(holder)
  return {
    write: (bytes) => guarded(() => writing.write(bytes)),
    flush: () => guarded(() => writing.flush()),
    commit: () => guarded(commit),
    async close() {
      if (isClosed) return
      isClosed = true
      await buffers.resume(holder)
      await parts.settle().catch(fail)
      part.giveBack()
      // Where S3 is away, what stays is removed with the blob.
      if (!(failure instanceof StorageUnavailable)) await writing.dropUnflushed().catch(() => undefined)
    },
  }
}

interface PartFilling {
  readonly part: OpenPart
  readonly parts: PartsUnderWay
  savePartialPart(): Promise<void>
  write(bytes: Uint8Array): Promise<void>
  flush(): Promise<void>
  commit(): Promise<void>
  /** Parts beyond what was flushed go with their multipart upload, or are replaced by those that come after all. */
  dropUnflushed(): Promise<void>
}

function fillParts({ bucket, names, buffers }: S3Room, start: WriterStart): PartFilling {
  const { storageKey, multipart, known } = start
  const name = names.blob(storageKey)
  const parts = partsUnderWay({ bucket, buffers, storageKey, name, multipart, known })
  const part = openPart(buffers, partialPartsOf(bucket, names, storageKey), start)
  let partCount = Math.floor(start.position / partSizeBytes)
  let flushedEnd = start.position
  let acknowledged = start.position
  let isFlushedInParts = multipart !== undefined

  const end = (): number => partCount * partSizeBytes + part.sizeBytes
  const savePartialPart = (): Promise<void> =>
    part.savePartialPart({ position: end(), previous: acknowledged, uploadId: parts.multipart?.uploadId })
  const sendPart = async (): Promise<void> => {
    const { sizeBytes } = part
    const buffer = await part.take()
    partCount += 1
    await parts.send(partCount, buffer, sizeBytes)
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
  return {
    part,
    parts,
    savePartialPart,
    async write(bytes) {
      acknowledged = flushedEnd
      for (let from = 0; from < bytes.byteLength; ) {
        from += await part.add(bytes.subarray(from))
        if (part.sizeBytes === partSizeBytes) await sendPart()
      }
    },
    async flush() {
      await parts.settle()
      await savePartialPart()
      flushedEnd = end()
      isFlushedInParts = parts.multipart !== undefined
      await part.removePartialParts((position) => position === flushedEnd || position === acknowledged)
    },
    async commit() {
      await (partCount === 0 ? putWhole() : putTogether())
      await part.removePartialParts(() => false)
      part.giveBack()
    },
    async dropUnflushed() {
      await part.removePartialParts((position) => position <= flushedEnd)
      if (!isFlushedInParts) await parts.abort()
    },
  }
}
