import { sql } from 'kysely'
import { type Bound, statement } from '../../database/statement.ts'
import { type Image, imageColumns } from './images.table.ts'

/** An image with its manifest, whose bytes are there unless they are many. */
export type FoundManifest = Image & { readonly manifest_size: number; readonly manifest: Uint8Array | null }

/** A larger manifest is read by itself: SQLite takes milliseconds for the largest. */
const smallManifestSizeBytes = 64 * 1024

const manifestSize = sql<number>`octet_length(manifest.bytes)`

const smallManifest = sql<Uint8Array | null>`
  case when ${manifestSize} <= ${sql.lit(smallManifestSizeBytes)} then manifest.bytes end
`

const manifestColumns = [...imageColumns, manifestSize.as('manifest_size'), smallManifest.as('manifest')] as const

export const selectManifestByDigest = statement(
  'selectManifestByDigest',
  (db, p: Bound<{ repositoryId: number; digest: string }>) =>
    db
      .selectFrom('image')
      .innerJoin('manifest', 'manifest.image_id', 'image.id')
      .select(manifestColumns)
      .where('image.repository_id', '=', p.repositoryId)
      .where('image.digest', '=', p.digest),
)

export const selectManifestByTag = statement(
  'selectManifestByTag',
  (db, p: Bound<{ repositoryId: number; tag: string }>) =>
    db
      .selectFrom('tag')
      .innerJoin('image', 'image.id', 'tag.image_id')
      .innerJoin('manifest', 'manifest.image_id', 'image.id')
      .select(manifestColumns)
      .where('tag.repository_id', '=', p.repositoryId)
      .where('tag.name', '=', p.tag),
)

export const selectManifest = statement('selectManifest', (db, p: Bound<{ imageId: number }>) =>
  db.selectFrom('manifest').select('bytes as manifest').where('image_id', '=', p.imageId),
)

export const insertManifest = statement('insertManifest', (db, p: Bound<{ imageId: number; bytes: Uint8Array }>) =>
  db.insertInto('manifest').values({ image_id: p.imageId, bytes: p.bytes }),
)
