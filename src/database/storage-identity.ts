import type { Placement } from '../blobs/blobs.ts'
import { CannotOpen } from './cannot-open.ts'
import type { Database } from './database.ts'
import { first, run, type Work } from './statement.ts'
import { insertStorage, selectStorage } from './storage.table.ts'

/** What the first start decides for a database, for ever. */
export interface StorageIdentity {
  /**
   * All bytes are in one kind of store: where they are said to be is where every server reads them and every job removes
   * them. A server with another store would find half of the layers.
   */
  readonly store: Placement['store']
  /** With `--dev` everybody may be root: what was made for anything else is never opened to everybody, nor the other way round. */
  readonly isDev: boolean
}

/** Claims the database, or sees to it that it was claimed like this. */
export async function requireStorageIdentity(database: Database, claim: StorageIdentity): Promise<void> {
  const claimed = await database.change(function* () {
    const found = yield* findStorageIdentity()
    if (found === undefined) yield* run(insertStorage, { blob_store: claim.store, is_dev: claim.isDev ? 1 : 0 })
    return found ?? claim
  })
  if (claimed.isDev !== claim.isDev) throw new CannotOpen(claimed.isDev ? madeForDevelopment : notForDevelopment)
  if (claimed.store !== claim.store) throw new CannotOpen(otherStores[claimed.store])
}

/** Undefined when no server has ever started on the database. */
export function* findStorageIdentity(): Work<StorageIdentity | undefined> {
  const row = yield* first(selectStorage, {})
  return row && { store: row.blob_store, isDev: row.is_dev === 1 }
}

const madeForDevelopment =
  'This database was created with --dev, when every caller could be root: its content cannot be trusted. Start with --dev, or name another database with --data or --database.'

const notForDevelopment =
  'This database was not created with --dev, which would open it to everyone. Start without --dev, or name another database with --data or --database.'

/** What to say where the layers are elsewhere than this server was told. */
const otherStores: Readonly<Record<Placement['store'], string>> = {
  filesystem:
    'The layers of this database are files in its data folder, not in a bucket. Start without --blobs, or name another database with --data or --database.',
  s3: 'The layers of this database are in an S3 bucket, not in the data folder. Name the bucket with --blobs s3://BUCKET/PREFIX.',
}
