import { crc32 } from 'node:zlib'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import type { Bucket } from './bucket.ts'
import { BrokenAnswer, isMissing } from './retrying.ts'

/** An object as it is now. */
export interface Found {
  readonly sizeBytes: number
  readonly etag: string
}

/** S3 computes it too, and refuses bytes that changed on their way. */
export function checksumOf(bytes: Uint8Array): string {
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(bytes))
  return checksum.toString('base64')
}

export interface NewObject {
  readonly name: string
  readonly bytes: Buffer
  readonly metadata?: Record<string, string>
}

/** The etag of what was put. */
export async function putObject(bucket: Bucket, { name, bytes, metadata }: NewObject): Promise<string | undefined> {
  const command = new PutObjectCommand({
    Bucket: bucket.name,
    Key: name,
    Body: bytes,
    ContentLength: bytes.byteLength,
    ChecksumCRC32: checksumOf(bytes),
    Metadata: metadata,
  })
  const { ETag } = await bucket.ask((s3) => s3.send(command))
  return ETag
}

export async function findObject(bucket: Bucket, name: string): Promise<Found | undefined> {
  const command = new HeadObjectCommand({ Bucket: bucket.name, Key: name })
  const output = await orMissing(bucket.ask((s3) => s3.send(command)))
  return output && { sizeBytes: output.ContentLength ?? 0, etag: output.ETag ?? '' }
}

/** Part of an object that is still the one that was found. */
export interface Part {
  readonly name: string
  readonly etag: string
  readonly position: number
}

/** Fills `into`, or fails: never with fewer bytes. */
export async function readPart(bucket: Bucket, { name, etag, position }: Part, into: Uint8Array): Promise<void> {
  if (into.byteLength === 0) return
  const range = `bytes=${position}-${position + into.byteLength - 1}`
  const command = new GetObjectCommand({ Bucket: bucket.name, Key: name, Range: range, IfMatch: etag })
  await bucket.ask(async (s3) => {
    const sizeBytes = await readBody(await s3.send(command), into)
    if (sizeBytes !== into.byteLength) throw new BrokenAnswer(sizeBytes, into.byteLength)
  })
}

/** A small object at once, any or the one of this etag: how many of its bytes are in `into` now, and its metadata. */
export function readObject(
  bucket: Bucket,
  { name, etag }: { readonly name: string; readonly etag: string | undefined },
  into: Uint8Array,
): Promise<{ readonly sizeBytes: number; readonly metadata: Record<string, string> } | undefined> {
  const command = new GetObjectCommand({ Bucket: bucket.name, Key: name, IfMatch: etag })
  return orMissing(
    bucket.ask(async (s3) => {
      const output = await s3.send(command)
      const sizeBytes = await readBody(output, into)
      if (sizeBytes !== output.ContentLength) throw new BrokenAnswer(sizeBytes, output.ContentLength ?? 0)
      return { sizeBytes, metadata: output.Metadata ?? {} }
    }),
  )
}

/** How many bytes came; more than there is room for are as wrong as too few. */
async function readBody({ Body }: GetObjectCommandOutput, into: Uint8Array): Promise<number> {
  let sizeBytes = 0
  for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
    if (sizeBytes + chunk.byteLength > into.byteLength) {
      throw new BrokenAnswer(sizeBytes + chunk.byteLength, into.byteLength)
    }
    into.set(chunk, sizeBytes)
    sizeBytes += chunk.byteLength
  }
  return sizeBytes
}

export async function deleteObjects(bucket: Bucket, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const command = new DeleteObjectCommand({ Bucket: bucket.name, Key: name })
    await orMissing(bucket.ask((s3) => s3.send(command)))
  }
}

/** All objects whose names begin so, a page after the other. */
export async function* listObjects(bucket: Bucket, prefix: string): AsyncGenerator<readonly string[]> {
  let token: string | undefined
  do {
    const command = new ListObjectsV2Command({ Bucket: bucket.name, Prefix: prefix, ContinuationToken: token })
    const output = await bucket.ask((s3) => s3.send(command))
    yield (output.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]))
    token = output.NextContinuationToken
  } while (token !== undefined)
}

export async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
