import type { S3Location } from '../blobs/s3/s3-location.ts'
import { CannotOpen } from '../database/cannot-open.ts'

export interface BucketUrl {
  readonly bucket: string
  readonly prefix: string
}

/** `s3://bucket/prefix`; undefined when it isn't one. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function parseBucketUrl(text: string): BucketUrl | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? []
  const path = prefix.replace(/\/$/, '')
  if (bucket === undefined || (path !== '' && !path.split('/').every(isSegment))) return undefined
  return { bucket, prefix: path }
}

/** Of what S3 calls safe characters, and no step up or on the spot: some servers keep objects as files. */
function isSegment(segment: string): boolean {
  return /^[A-Za-z0-9!_.*'()-]{1,100}$/.test(segment) && segment !== '.' && segment !== '..'
}

interface BlobsOptions {
  readonly blobs: string | undefined
  readonly blobsEndpoint: string | undefined
  readonly blobsRegion: string | undefined
  readonly blobsPathStyle: boolean | undefined
}

/** Undefined: blobs are files in the data folder. */
export function bucketOf({ blobs, blobsEndpoint, blobsRegion, blobsPathStyle }: BlobsOptions): S3Location | undefined {
  const named = blobs === undefined ? undefined : parseBucketUrl(blobs)
  if (named === undefined) {
    if ([blobsEndpoint, blobsRegion, blobsPathStyle].every((option) => option === undefined)) return undefined
    throw new CannotOpen('--blobs-endpoint, --blobs-region and --blobs-path-style need --blobs s3://BUCKET/PREFIX.')
  }
  const hasEndpoint = blobsEndpoint !== undefined
  return {
    ...named,
    endpoint: blobsEndpoint,
    region: blobsRegion ?? (hasEndpoint ? 'us-east-1' : undefined),
    pathStyle: blobsPathStyle ?? hasEndpoint,
  }
}
