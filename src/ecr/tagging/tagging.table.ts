import { type Bound, statement } from '../../database/statement.ts'
import type { BumpedRepository } from '../epochs.table.ts'

export const selectTags = statement('selectResourceTags', (db, p: Bound<{ repositoryId: number }>) =>
  db.selectFrom('resource_tag').select(['key', 'value']).where('repository_id', '=', p.repositoryId).orderBy('key'),
)

export const upsertTag = statement(
  'upsertResourceTag',
  (db, p: Bound<{ registryId: number; repositoryId: BumpedRepository; key: string; value: string }>) =>
    db
      .insertInto('resource_tag')
      .values({ registry_id: p.registryId, repository_id: p.repositoryId, key: p.key, value: p.value })
      .onConflict((conflict) =>
        conflict.columns(['repository_id', 'key']).doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
      ),
)

export const deleteTag = statement(
  'deleteResourceTag',
  (db, p: Bound<{ repositoryId: BumpedRepository; key: string }>) =>
    db.deleteFrom('resource_tag').where('repository_id', '=', p.repositoryId).where('key', '=', p.key),
)

export const deleteTagsOfResource = statement(
  'deleteTagsOfResource',
  (db, p: Bound<{ repositoryId: BumpedRepository }>) =>
    db.deleteFrom('resource_tag').where('repository_id', '=', p.repositoryId),
)
