import { DamagedBlob } from '../blob-errors.ts'
import type { Bucket } from './bucket.ts'
import { partSizeBytes } from './multipart.ts'
import type { ObjectNames } from './object-names.ts'
import { deleteObjects, putObject, readObject } from './objects.ts'

/** What an upload has flushed beyond its last full part, as an object of its own. Bytes short of a frame are in the row. */
export interface PartialParts {
  /** Its etag. */
  put(position: number, partialPart: PartialPart): Promise<string | undefined>
  /** Reads any or the one of this etag into the beginning of `into`; undefined when there is none. */
  read(position: number, into: Buffer, etag?: string): Promise<Omit<PartialPart, 'bytes'> | undefined>
  /** Best effort: what stays is removed with the blob. */
  remove(positions: Iterable<number>): Promise<void>
}

export interface PartialPart {
  readonly bytes: Buffer
  /** The multipart upload that has the full parts before it, where there are any. */
  readonly uploadId: string | undefined
  /** Where the partial part ends that this one replaces. A writer that finds this one in the row may remove that one. */
  readonly previous: number | undefined
}

export function partialPartsOf(bucket: Bucket, names: ObjectNames, storageKey: string): PartialParts {
  return {
    put(position, { bytes, uploadId, previous }) {
      const metadata = {
        ...(uploadId === undefined ? {} : { 'upload-id': uploadId }),
        ...(previous === undefined ? {} : { previous: `${previous}` }),
      }
      return putObject(bucket, { name: names.partialPart(storageKey, position), bytes, metadata })
    },
    async read(position, into, etag) {
      const found = await readObject(bucket, { name: names.partialPart(storageKey, position), etag }, into)
      if (found === undefined) return undefined
      if (found.sizeBytes !== position % partSizeBytes) {
        throw new DamagedBlob(storageKey, `the partial part of its upload at ${position} has ${found.sizeBytes} bytes`)
      }
      const { 'upload-id': uploadId, previous } = found.metadata
      return { uploadId, previous: previous === undefined ? undefined : Number(previous) }
    },
    async remove(positions) {
      const stale = [...positions].map((position) => names.partialPart(storageKey, position))
      await deleteObjects(bucket, stale).catch(() => undefined)
    },
  }
}
