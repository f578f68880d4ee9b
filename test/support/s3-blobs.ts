import { connectBucket } from '../../src/blobs/s3/bucket.ts'
import { objectNames } from '../../src/blobs/s3/object-names.ts'
import type { S3Location } from '../../src/blobs/s3/s3-location.ts'
import { s3Store } from '../../src/blobs/s3/s3-store.ts'
import type { BlobStore } from '../../src/blobs/blob-store.ts'
import { randomIds } from '../../src/platform/ids.ts'

/** Silence is noticed soon, so that tests of it are short. */
const patience = { connectTimeoutMs: 1_000, idleTimeoutMs: 700, workTimeoutMs: 1_500 }

/** A store of its own over what others left at this place: as another server has it. */
export function s3StoreAt(location: S3Location): BlobStore {
  return s3Store(connectBucket({ location, ids: randomIds, patience }), objectNames(location.prefix))
}
