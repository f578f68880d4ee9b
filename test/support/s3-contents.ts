import { ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import type { S3Location } from '../../src/blobs/s3/s3-location.ts'
import { s3Credentials } from './s3-server.ts'

/** What lies at a place in a bucket, by names that begin after its prefix. */
export interface S3Contents {
  readonly objects: readonly string[]
  /** The names of objects that are being put together: multipart uploads that have not ended. */
  readonly multiparts: readonly string[]
}

/** Asks the S3 server beside whatever ecrd does with it; `place` holds fewer than a thousand of each. */
export async function listContents(place: Pick<S3Location, 'bucket' | 'prefix' | 'endpoint'>): Promise<S3Contents> {
  const { bucket, prefix, endpoint = '' } = place
  const s3 = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: credentials() })
  try {
    const all = { Bucket: bucket, Prefix: `${prefix}/` }
    const { Contents = [] } = await s3.send(new ListObjectsV2Command(all))
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand(all))
    const nameOf = ({ Key = '' }): string => Key.slice(all.Prefix.length)
    return { objects: Contents.map(nameOf), multiparts: Uploads.map(nameOf) }
  } finally {
    s3.destroy()
  }
}

function credentials() {
  return { accessKeyId: s3Credentials.AWS_ACCESS_KEY_ID, secretAccessKey: s3Credentials.AWS_SECRET_ACCESS_KEY }
}
