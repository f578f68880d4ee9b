import { DamagedBlob } from '../blob-errors.ts'
import {
  createMultipart,
  listParts,
  type Multipart,
  partSizeBytes,
  type UploadedPart,
  uploadPart,
} from './multipart.ts'
import { findObject, readPart } from './objects.ts'
import { partialPartsOf } from './partial-parts.ts'
import type { S3Room, WriterStart } from './s3-writer.ts'

interface Upload {
  readonly storageKey: string
  readonly position: number
  /** For the bytes beyond the last full part. */
  readonly buffer: Buffer
}

/**
 * Takes up an upload where the row says it was flushed to: from its parts and its partial part; or, where it was committed and the
 * commit did not count in the end, from its blob.
 */
export async function resumeUpload(room: S3Room, storageKey: string, position: number): Promise<WriterStart> {
  const buffer = await room.buffers.take()
  try {
    const upload = { storageKey, position, buffer }
    const start = (await fromPartialPart(room, upload)) ?? (await fromBlob(room, upload))
    if (start === undefined) throw new DamagedBlob(storageKey, `its upload was flushed to ${position} and is missing`)
    return start
  } catch (error) {
    room.buffers.giveBack(buffer)
    throw error
  }
}

async function fromPartialPart(room: S3Room, upload: Upload): Promise<WriterStart | undefined> {
  const { storageKey, position, buffer } = upload
  const partialPart = await partialPartsOf(room.bucket, room.names, storageKey).read(position, buffer)
  if (partialPart === undefined) return undefined
  const multipart =
    partialPart.uploadId === undefined
      ? undefined
      : { name: room.names.blob(storageKey), uploadId: partialPart.uploadId }
  if (!(await hasParts(room, upload, multipart))) return undefined
  const partialParts = partialPart.previous === undefined ? [position] : [partialPart.previous, position]
  return { storageKey, position, buffer, multipart, known: [], partialParts }
}

/** Looks at the last full part only: the others are looked at when all are put together. */
async function hasParts({ bucket }: S3Room, upload: Upload, multipart: Multipart | undefined): Promise<boolean> {
  const partCount = Math.floor(upload.position / partSizeBytes)
  if (partCount === 0) return true
  if (multipart === undefined)
    throw new DamagedBlob(upload.storageKey, 'the partial part of its upload names no multipart upload')
  const parts = await listParts(bucket, multipart, { first: partCount, limit: 1 })
  if (parts === undefined) return false
  if (parts[0]?.number === partCount && parts[0].sizeBytes === partSizeBytes) return true
  throw new DamagedBlob(upload.storageKey, `part ${partCount} of its upload is missing`)
}

async function fromBlob(room: S3Room, upload: Upload): Promise<WriterStart | undefined> {
  const { storageKey, position, buffer } = upload
  const name = room.names.blob(storageKey)
  const found = await findObject(room.bucket, name)
  if (found === undefined || found.sizeBytes < position) return undefined
  const copied = await copyParts(room, upload, { name, etag: found.etag })
  const start = position - (position % partSizeBytes)
  await readPart(room.bucket, { name, etag: found.etag, position: start }, buffer.subarray(0, position - start))
  return { storageKey, position, buffer, ...copied, partialParts: [] }
}

/** By way of this server: what copies of parts are called and checked by differs from one S3 to the next. */
async function copyParts(
  { bucket }: S3Room,
  { position, buffer }: Upload,
  from: { readonly name: string; readonly etag: string },
): Promise<Pick<WriterStart, 'multipart' | 'known'>> {
  const partCount = Math.floor(position / partSizeBytes)
  if (partCount === 0) return { multipart: undefined, known: [] }
  const multipart = await createMultipart(bucket, from.name)
  const known: UploadedPart[] = []
  for (let number = 1; number <= partCount; number += 1) {
    await readPart(bucket, { ...from, position: (number - 1) * partSizeBytes }, buffer)
    known.push(await uploadPart(bucket, multipart, number, buffer))
  }
  return { multipart, known }
}
