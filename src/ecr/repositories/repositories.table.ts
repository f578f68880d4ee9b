import { type Bound, statement } from '../../database/statement.ts'
import type { Row } from '../../database/schema.ts'
import type { RegistryKey, RepositoryKey } from '../../standards/arn/registry-key.ts'

/** A repository, and how its blobs are kept. */
export type Repository = Row<'repository'> & Pick<Row<'blob_namespace'>, 'encryption_type' | 'kms_key'>

interface ScopeKey {
  registryId: number
  encryptionType: Row<'blob_namespace'>['encryption_type']
  kmsKey: string
}

export const selectScope = statement('selectScope', (db, p: Bound<ScopeKey>) =>
  db
    .selectFrom('blob_namespace')
    .select('id')
    .where('registry_id', '=', p.registryId)
    .where('encryption_type', '=', p.encryptionType)
    .where('kms_key', '=', p.kmsKey),
)

export const insertScope = statement('insertScope', (db, p: Bound<ScopeKey>) =>
  db
    .insertInto('blob_namespace')
    .values({ registry_id: p.registryId, encryption_type: p.encryptionType, kms_key: p.kmsKey })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
)

export const selectRepository = statement('selectRepository', (db, p: Bound<RepositoryKey>) =>
  db
    .selectFrom('registry')
    .innerJoin('repository', 'repository.registry_id', 'registry.id')
    .innerJoin('blob_namespace', 'blob_namespace.id', 'repository.namespace_id')
    .selectAll('repository')
    .select(['blob_namespace.encryption_type', 'blob_namespace.kms_key'])
    .where('registry.kind', '=', p.kind)
    .where('registry.account', '=', p.account)
    .where('registry.region', '=', p.region)
    .where('repository.name', '=', p.name),
)

/** The registry is a value here, not a table to join: then the index of names gives the order on every database. */
export const selectRepositoriesAfter = statement(
  'selectRepositoriesAfter',
  (db, p: Bound<RegistryKey & { after: string; limit: number }>) =>
    db
      .selectFrom('repository')
      .innerJoin('blob_namespace', 'blob_namespace.id', 'repository.namespace_id')
      .selectAll('repository')
      .select(['blob_namespace.encryption_type', 'blob_namespace.kms_key'])
      .where('repository.registry_id', '=', ({ selectFrom }) =>
        selectFrom('registry')
          .select('registry.id')
          .where('registry.kind', '=', p.kind)
          .where('registry.account', '=', p.account)
          .where('registry.region', '=', p.region),
      )
      .where('repository.name', '>', p.after)
      .orderBy('repository.name')
      .limit(p.limit),
)

/** Of all registries, the newest first. */
export const selectRepositoryBefore = statement('selectRepositoryBefore', (db, p: Bound<{ id: number }>) =>
  db.selectFrom('repository').select('id').where('id', '<', p.id).orderBy('id', 'desc').limit(1),
)

export const countRepositories = statement('countRepositories', (db, p: Bound<{ registryId: number }>) =>
  db
    .selectFrom('repository')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('registry_id', '=', p.registryId),
)

export const updateRepositoryCount = statement(
  'updateRepositoryCount',
  (db, p: Bound<{ registryId: number; count: number; newestId: number }>) =>
    db
      .updateTable('registry')
      .set({ counted_repositories: p.count, counted_to_id: p.newestId })
      .where('id', '=', p.registryId),
)

export const updateImageCount = statement(
  'updateImageCount',
  (db, p: Bound<{ repositoryId: number; count: number; newestId: number }>) =>
    db
      .updateTable('repository')
      .set({ counted_images: p.count, counted_to_id: p.newestId })
      .where('id', '=', p.repositoryId),
)

export const insertRepository = statement(
  'insertRepository',
  (
    db,
    p: Bound<{
      registryId: number
      namespaceId: number
      name: string
      createdAt: number
      tagMutability: Row<'repository'>['tag_mutability']
      tagMutabilityExclusions: string
      scanOnPush: number
    }>,
  ) =>
    db
      .insertInto('repository')
      .values({
        registry_id: p.registryId,
        namespace_id: p.namespaceId,
        name: p.name,
        created_at: p.createdAt,
        tag_mutability: p.tagMutability,
        tag_mutability_exclusions: p.tagMutabilityExclusions,
        scan_on_push: p.scanOnPush,
        policy_epoch: 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll(),
)

export const updateTagMutability = statement(
  'updateTagMutability',
  (db, p: Bound<{ id: number; tagMutability: Row<'repository'>['tag_mutability']; tagMutabilityExclusions: string }>) =>
    db
      .updateTable('repository')
      .set({ tag_mutability: p.tagMutability, tag_mutability_exclusions: p.tagMutabilityExclusions })
      .where('id', '=', p.id),
)

/** Gives a repository another registry and name; who had it by the old ones doesn't find it any more. */
export const moveRepository = statement(
  'moveRepository',
  (db, p: Bound<{ id: number; registryId: number; name: string }>) =>
    db.updateTable('repository').set({ registry_id: p.registryId, name: p.name }).where('id', '=', p.id),
)

export const deleteRepositoryRow = statement('deleteRepositoryRow', (db, p: Bound<{ id: number }>) =>
  db.deleteFrom('repository').where('id', '=', p.id),
)
