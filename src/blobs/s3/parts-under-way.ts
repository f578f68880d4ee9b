import type { Bucket } from './bucket.ts'
import { DamagedBlob } from '../blob-errors.ts'
import {
  abortMultipart,
  completeMultipart,
  createMultipart,
  listMultiparts,
  listParts,
  type Multipart,
  partSizeBytes,
  type UploadedPart,
  uploadPart,
} from './multipart.ts'
import type { PartBuffers } from './part-buffers.ts'

/** Full parts of one upload on their way to S3, a few at a time and in any order. */
export interface PartsUnderWay {
  /** Undefined until the first part is sent. */
  readonly multipart: Multipart | undefined
  /** Takes over the buffer; fulfilled once the part is under way. */
  send(number: number, buffer: Buffer, sizeBytes: number): Promise<void>
  /** Fulfilled when all are there; rejected with what went wrong first. */
  settle(): Promise<void>
  /** Makes the parts 1 … count the object. */
  complete(count: number, sizeBytes: number): Promise<void>
  /** Gives up the multipart upload. */
  abort(): Promise<void>
}

/** One upload alone fills the way to S3, and leaves buffers for others. */
const maxUnderWay = 3

export interface PartsOfUpload {
  readonly bucket: Bucket
  readonly buffers: PartBuffers
  readonly storageKey: string
  /** Of the object. */
  readonly name: string
  readonly multipart: Multipart | undefined
  /** Parts that are there and known. What else the multipart upload has is listed at the end. */
  readonly known: readonly UploadedPart[]
}

export function partsUnderWay(upload: PartsOfUpload): PartsUnderWay {
  const { bucket, buffers, name } = upload
  const known = new Map(upload.known.map((part) => [part.number, part]))
  const underWay = new Set<Promise<void>>()
  let { multipart } = upload
  let failure: Error | undefined

  const sendPart = async (to: Multipart, number: number, bytes: Buffer): Promise<void> => {
    try {
      known.set(number, await uploadPart(bucket, to, number, bytes))
    } catch (error) {
      failure ??= error as Error
    }
  }
  const begin = async (): Promise<Multipart> => {
    while (underWay.size >= maxUnderWay) await Promise.race(underWay)
    if (failure !== undefined) throw failure
    multipart ??= await createMultipart(bucket, name)
    return multipart
  }
  const settle = async (): Promise<void> => {
    await Promise.all(underWay)
    if (failure !== undefined) throw failure
  }
  return {
    get multipart() {
      return multipart
    },
    async send(number, buffer, sizeBytes) {
      const to = await begin().catch((error: unknown) => {
        buffers.giveBack(buffer)
        throw error
      })
      const sending = sendPart(to, number, buffer.subarray(0, sizeBytes)).finally(() => {
        buffers.giveBack(buffer)
        underWay.delete(sending)
      })
      underWay.add(sending)
    },
    settle,
    async complete(count, sizeBytes) {
      await settle()
      if (multipart === undefined) throw new Error('a multipart upload without parts')
      await completeMultipart(bucket, multipart, await allParts(upload, multipart, known, count), sizeBytes)
      // Begun by a request whose process died before the row named it.
      for (const stray of await listMultiparts(bucket, name)) await abortMultipart(bucket, stray)
    },
    async abort() {
      if (multipart !== undefined) await abortMultipart(bucket, multipart)
    },
  }
}

/** Those sent from here as they were answered, those of earlier writers as S3 lists them. */
async function allParts(
  { bucket, storageKey }: PartsOfUpload,
  multipart: Multipart,
  known: ReadonlyMap<number, UploadedPart>,
  count: number,
): Promise<readonly UploadedPart[]> {
  const listed = known.size < count ? ((await listParts(bucket, multipart, { first: 1, limit: count })) ?? []) : []
  const earlier = new Map(
    listed.filter(({ sizeBytes }) => sizeBytes === partSizeBytes).map((part) => [part.number, part]),
  )
  return Array.from({ length: count }, (_, index) => {
    const part = known.get(index + 1) ?? earlier.get(index + 1)
    if (part === undefined) throw new DamagedBlob(storageKey, `part ${index + 1} of its upload is missing`)
    return part
  })
}
