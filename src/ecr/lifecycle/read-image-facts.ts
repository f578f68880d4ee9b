import type { Context } from '../../request/context.ts'
import { all } from '../../database/statement.ts'
import { selectImagesAfter } from '../images/image-pages.table.ts'
import { selectChildrenAfter } from '../images/images.table.ts'
import { statusOf } from '../images/storage-class-rules.ts'
import { selectTagsByNameAfter } from '../images/tags.table.ts'
import { ownTurn } from '../../platform/own-turn.ts'
import type { ImageFacts } from './lifecycle-rules.ts'

/** Few enough that nobody waits for a page. */
const pageSize = 1_000

type Reader = Pick<Context, 'database'>

/**
 * What a decision needs to know of all images of a repository, in the order in which they were pushed. It is read in pages while others
 * change images: whoever acts on it looks at each image again.
 */
export async function readImageFacts(ctx: Reader, repositoryId: number, nowMs: number): Promise<readonly ImageFacts[]> {
  const rows = await pagesOf(
    0,
    (after) => ctx.database.read(() => all(selectImagesAfter, { repositoryId, after, limit: pageSize })),
    ({ id }) => id,
  )
  const tags = await readTags(ctx, repositoryId)
  const parents = await readParents(ctx, repositoryId)
  const ids = new Map(
    rows.flatMap(({ id, digest, sha256_digest }) => [
      [digest, id],
      [sha256_digest ?? digest, id],
    ]),
  )
  // What is being restored can't be pulled yet: it counts for nothing, so that nothing expires in its favour.
  return rows
    .filter((row) => statusOf(row, nowMs) !== 'ACTIVATING')
    .map((row) => ({
      id: row.id,
      digest: row.digest,
      tags: tags.get(row.id) ?? [],
      pushedAt: row.pushed_at,
      lastPulledAt: row.last_pulled_at ?? undefined,
      storageClass: row.storage_class === 'ARCHIVE' ? 'archive' : 'standard',
      archivedAt: row.archived_at ?? undefined,
      // Zero was never restored.
      activatedAt: row.activated_at || undefined,
      parents: parents.get(row.id) ?? [],
      subjectId: row.subject_digest === null ? undefined : ids.get(row.subject_digest),
    }))
}

async function readTags({ database }: Reader, repositoryId: number): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await pagesOf(
    '',
    (after) => database.read(() => all(selectTagsByNameAfter, { repositoryId, after, limit: pageSize })),
    ({ name }) => name,
  )
  return grouped(rows.map(({ image_id: imageId, name }) => [imageId, name]))
}

async function readParents(
  { database }: Reader,
  repositoryId: number,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await pagesOf(
    { afterImage: 0, afterChild: 0 },
    (after) => database.read(() => all(selectChildrenAfter, { repositoryId, ...after, limit: pageSize })),
    ({ image_id: afterImage, child_id: afterChild }) => ({ afterImage, afterChild }),
  )
  return grouped(rows.map(({ image_id: imageId, child_id: childId }) => [childId, imageId]))
}

async function pagesOf<RowOf, Position>(
  start: Position,
  read: (after: Position) => Promise<readonly RowOf[]>,
  positionOf: (row: RowOf) => Position,
): Promise<RowOf[]> {
  const rows: RowOf[] = []
  let after = start
  for (;;) {
    const page = await read(after)
    rows.push(...page)
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return rows
    after = positionOf(last)
    // SQLite answers at once: others get a turn.
    await ownTurn()
  }
}

function grouped<Value>(
  pairs: readonly (readonly [key: number, value: Value])[],
): ReadonlyMap<number, readonly Value[]> {
  const groups = new Map<number, Value[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
