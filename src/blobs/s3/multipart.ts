import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Bucket } from './bucket.ts'
import { checksumOf, findObject, orMissing } from './objects.ts'

/**
 * Between the 5 MiB that S3 asks of every part but the last and what memory allows: the largest layer, 52,000 MiB and the
 * boxes around its frames, takes 6,501 of the 10,000 parts that an object may have.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export const partSizeBytes = 8 * 1024 * 1024

/** A multipart upload: an object that is being put together. */
export interface Multipart {
  /** Of the object. */
  readonly name: string
  readonly uploadId: string
}

/** What S3 answered to a part. Giving it back at the end makes sure that it is this part and no other of its number. */
export interface UploadedPart {
  readonly number: number
  readonly etag: string
  readonly checksum: string | undefined
}

export async function createMultipart(bucket: Bucket, name: string): Promise<Multipart> {
  const command = new CreateMultipartUploadCommand({ Bucket: bucket.name, Key: name, ChecksumAlgorithm: 'CRC32' })
  const { UploadId } = await bucket.ask((s3) => s3.send(command))
  if (UploadId === undefined) throw new Error('S3 began a multipart upload without an id')
  return { name, uploadId: UploadId }
}

export async function uploadPart(
  bucket: Bucket,
  multipart: Multipart,
  number: number,
  bytes: Buffer,
): Promise<UploadedPart> {
  const checksum = checksumOf(bytes)
  const command = new UploadPartCommand({
    ...target(bucket, multipart),
    PartNumber: number,
    Body: bytes,
    ContentLength: bytes.byteLength,
    ChecksumCRC32: checksum,
  })
  const { ETag } = await bucket.ask((s3) => s3.send(command))
  return { number, etag: requireEtag(ETag), checksum }
}

/** Puts the parts together. */
export async function completeMultipart(
  bucket: Bucket,
  multipart: Multipart,
  parts: readonly UploadedPart[],
  sizeBytes: number,
): Promise<void> {
  const command = new CompleteMultipartUploadCommand({
    ...target(bucket, multipart),
    MultipartUpload: {
      Parts: parts.map(({ number, etag, checksum }) => ({ PartNumber: number, ETag: etag, ChecksumCRC32: checksum })),
    },
  })
  const output = await orMissing(bucket.askForWork((s3) => s3.send(command)))
  // The answer to an attempt before may have been lost: then it is done, and the upload is gone.
  if (output !== undefined) return
  const found = await findObject(bucket, multipart.name)
  if (found?.sizeBytes !== sizeBytes) throw new Error(`the multipart upload of ${multipart.name} is gone`)
}

/** Idempotent. */
export async function abortMultipart(bucket: Bucket, multipart: Multipart): Promise<void> {
  const command = new AbortMultipartUploadCommand(target(bucket, multipart))
  await orMissing(bucket.ask((s3) => s3.send(command)))
}

/** The parts from a number on, a page of up to a thousand after the other; undefined when the upload has ended. */
export async function listParts(
  bucket: Bucket,
  multipart: Multipart,
  { first, limit }: { readonly first: number; readonly limit: number },
): Promise<readonly SizedPart[] | undefined> {
  const parts: SizedPart[] = []
  while (parts.length < limit) {
    const command = new ListPartsCommand({
      ...target(bucket, multipart),
      PartNumberMarker: `${first + parts.length - 1}`,
      MaxParts: Math.min(1_000, limit - parts.length),
    })
    const output = await orMissing(bucket.ask((s3) => s3.send(command)))
    if (output === undefined) return undefined
    for (const { PartNumber, Size, ETag, ChecksumCRC32 } of output.Parts ?? []) {
      parts.push({
        number: PartNumber ?? 0,
        sizeBytes: Size ?? 0,
        etag: requireEtag(ETag),
        checksum: ChecksumCRC32,
      })
    }
    if (output.IsTruncated !== true) break
  }
  return parts
}

export interface SizedPart extends UploadedPart {
  readonly sizeBytes: number
}

/** All that were begun for an object and have not ended. */
export async function listMultiparts(bucket: Bucket, name: string): Promise<readonly Multipart[]> {
  const command = new ListMultipartUploadsCommand({ Bucket: bucket.name, Prefix: name })
  const { Uploads } = await bucket.ask((s3) => s3.send(command))
  return (Uploads ?? []).flatMap(({ Key, UploadId }) =>
    Key === name && UploadId !== undefined ? [{ name, uploadId: UploadId }] : [],
  )
}

function target(bucket: Bucket, { name, uploadId }: Multipart) {
  return { Bucket: bucket.name, Key: name, UploadId: uploadId }
}

function requireEtag(etag: string | undefined): string {
  if (etag === undefined) throw new Error('S3 took a part without saying what it is called')
  return etag
}
