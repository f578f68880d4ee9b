import { type Bound, statement } from '../database/statement.ts'

/** The tags of a registry's repositories, those of one together, in the order in which the repositories were made. */
export const selectTagsOfRegistryAfter = statement(
  'selectTagsOfRegistryAfter',
  (db, p: Bound<{ registryId: number; after: number; limit: number }>) =>
    db
      .selectFrom('resource_tag')
      .innerJoin('repository', 'repository.id', 'resource_tag.repository_id')
      .select(['resource_tag.repository_id', 'repository.name', 'resource_tag.key', 'resource_tag.value'])
      .where('resource_tag.registry_id', '=', p.registryId)
      .where('resource_tag.repository_id', '>', p.after)
      .orderBy('resource_tag.repository_id')
      .orderBy('resource_tag.key')
      .limit(p.limit),
)

/** One step from key to key: no index gives what differs in it without reading all of it. */
export const selectNextTagKey = statement('selectNextTagKey', (db, p: Bound<{ registryId: number; after: string }>) =>
  db
    .selectFrom('resource_tag')
    .select('key as found')
    .where('registry_id', '=', p.registryId)
    .where('key', '>', p.after)
    .orderBy('key')
    .limit(1),
)

/** A value may be empty, so that nothing comes before the first. */
export const selectFirstTagValue = statement(
  'selectFirstTagValue',
  (db, p: Bound<{ registryId: number; key: string }>) =>
    db
      .selectFrom('resource_tag')
      .select('value as found')
      .where('registry_id', '=', p.registryId)
      .where('key', '=', p.key)
      .orderBy('value')
      .limit(1),
)

export const selectNextTagValue = statement(
  'selectNextTagValue',
  (db, p: Bound<{ registryId: number; key: string; after: string }>) =>
    db
      .selectFrom('resource_tag')
      .select('value as found')
      .where('registry_id', '=', p.registryId)
      .where('key', '=', p.key)
      .where('value', '>', p.after)
      .orderBy('value')
      .limit(1),
)
