import { DamagedBlob } from '../blob-errors.ts'
import type { BlobReader, BlobStore } from '../blob-store.ts'
import type { Bucket } from './bucket.ts'
import { abortMultipart, listMultiparts } from './multipart.ts'
import type { ObjectNames } from './object-names.ts'
import { deleteObjects, findObject, type Found, listObjects, readPart } from './objects.ts'
import { createPartBuffers } from './part-buffers.ts'
import { isMissing, isReplaced } from './retrying.ts'
import { type S3Room, s3Writer } from './s3-writer.ts'
import { resumeUpload } from './resume-upload.ts'

/** 64 MiB: of a server's 300 MiB, what is left beside the program itself and the frames under way. */
const partBufferCount = 8

/** Bytes as objects in a bucket; `object-names.ts` draws what lies there. */
export function s3Store(bucket: Bucket, names: ObjectNames): BlobStore {
  const room: S3Room = { bucket, names, buffers: createPartBuffers(partBufferCount) }
  return {
    name: 's3',
    async openWriter(storageKey, position) {
      names.blob(storageKey) // refuses what is no storage key
      if (position > 0) return s3Writer(room, await resumeUpload(room, storageKey, position))
      return s3Writer(room, {
        storageKey,
        position,
        buffer: undefined,
        multipart: undefined,
        known: [],
        partialParts: [],
      })
    },
    async openReader(storageKey) {
      const name = names.blob(storageKey)
      const found = await findObject(bucket, name)
      return found && objectReader(bucket, storageKey, name, found)
    },
    async remove(storageKey) {
      const name = names.blob(storageKey)
      for (const multipart of await listMultiparts(bucket, name)) await abortMultipart(bucket, multipart)
      for await (const partialParts of listObjects(bucket, names.partialParts(storageKey)))
        await deleteObjects(bucket, partialParts)
      await deleteObjects(bucket, [name])
    },
  }
}

/** Holds no connection between reads: a slow client costs S3 nothing. */
function objectReader(bucket: Bucket, storageKey: string, name: string, { sizeBytes, etag }: Found): BlobReader {
  return {
    async read(into, position) {
      const part = into.subarray(0, Math.max(0, Math.min(into.byteLength, sizeBytes - position)))
      try {
        await readPart(bucket, { name, etag, position }, part)
      } catch (error) {
        if (isMissing(error) || isReplaced(error)) throw new DamagedBlob(storageKey, 'it was removed while it was read')
        throw error
      }
      return part.byteLength
    },
    close: () => Promise.resolve(),
  }
}
