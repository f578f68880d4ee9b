import type { Placement } from '../../blobs/blobs.ts'
import { CannotOpen } from '../../database/cannot-open.ts'
import type { Database } from '../../database/database.ts'
import { first, run } from '../../database/statement.ts'
import { insertStorage, selectStorage } from './storage.table.ts'

type StoreName = Placement['store']

/**
 * All bytes of a database are in one kind of store, for ever the one of its first start: where they are said to be is where
 * every server reads them and every job removes them. Who starts with another would serve half of the layers.
 */
export async function claimStore(database: Database, store: StoreName): Promise<void> {
  const claimed = await database.change(function* () {
    const storage = yield* first(selectStorage, {})
    if (storage === undefined) yield* run(insertStorage, { blobStore: store })
    return storage?.blob_store ?? store
  })
  if (claimed !== store) throw new CannotOpen(refusals[claimed])
}

/** What to say where the layers are elsewhere than this server was told. */
const refusals: Readonly<Record<StoreName, string>> = {
  filesystem:
    'The layers of this database are files in its data folder, not in a bucket. Start without --blobs, or with a new database: name another with --data or --database.',
  s3: 'The layers of this database are in an S3 bucket, not in the data folder. Name their place with --blobs s3://BUCKET/PREFIX.',
}
