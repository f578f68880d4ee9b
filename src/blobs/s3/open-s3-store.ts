import { S3ServiceException } from '@aws-sdk/client-s3'
import { CannotOpen } from '../../database/cannot-open.ts'
import { StorageUnavailable } from '../../errors.ts'
import type { BlobStore } from '../blob-store.ts'
import { type Bucket, type BucketParts, connectBucket } from './bucket.ts'
import { listMultiparts } from './multipart.ts'
import { type ObjectNames, objectNames } from './object-names.ts'
import { deleteObjects, findObject, listObjects, putObject } from './objects.ts'
import type { S3Location } from './s3-location.ts'
import { s3Store } from './s3-store.ts'

/** The store in a bucket that was found to be there and to let us do what we will need. */
export async function openS3Store(parts: BucketParts): Promise<BlobStore> {
  const bucket = connectBucket(parts)
  const names = objectNames(parts.location.prefix)
  try {
    await tryOut(bucket, names)
  } catch (error) {
    throw new CannotOpen(problemOf(parts.location, error), error)
  }
  return s3Store(bucket, names)
}

/** Without the right to list, S3 answers that a missing object is forbidden: so listing is tried first. */
async function tryOut(bucket: Bucket, names: ObjectNames): Promise<void> {
  await listObjects(bucket, names.probe).next()
  await putObject(bucket, { name: names.probe, bytes: Buffer.alloc(0) })
  await findObject(bucket, names.probe)
  await deleteObjects(bucket, [names.probe])
  await listMultiparts(bucket, names.probe)
}

function problemOf({ bucket, endpoint }: S3Location, error: unknown): string {
  const cause = error instanceof StorageUnavailable ? error.cause : error
  const place = endpoint === undefined ? '' : ` at ${endpoint}`
  if (!(cause instanceof S3ServiceException)) return unreached(place, cause)
  const { name, $metadata } = cause
  if (name === 'NoSuchBucket' || $metadata.httpStatusCode === 404) {
    return `There is no bucket ${bucket}${place}. Create it, or name another with --blobs.`
  }
  if ($metadata.httpStatusCode === 301 || name === 'AuthorizationHeaderMalformed') {
    return `The bucket ${bucket} is in another region${place}. Name it with --blobs-region.`
  }
  if (($metadata.httpStatusCode ?? 500) >= 500) return unreached(place, cause)
  return `S3${place} refuses what ecrd needs in the bucket ${bucket} (${name}). Check the credentials and their permissions.`
}

function unreached(place: string, cause: unknown): string {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause))
  if (name === 'CredentialsProviderError') {
    return 'There are no credentials for S3. Provide them as for every AWS SDK: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role.'
  }
  if (message === 'Region is missing') return 'The region of the bucket is not known. Name it with --blobs-region.'
  return `S3${place} can't be reached: ${message === '' ? name : message.replace(/\.$/, '')}. Check --blobs-endpoint, or try again later.`
}
