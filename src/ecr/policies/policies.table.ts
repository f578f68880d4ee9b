import { type Bound, statement } from '../../database/statement.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
import type { BumpedRegistry, BumpedRepository } from '../epochs.table.ts'

/** A policy as it is stored. */
export interface StoredPolicy {
  readonly document: string
  /** JSON of `PrincipalIds`. */
  readonly principals: string
}

export const selectRepositoryPolicy = statement('selectRepositoryPolicy', (db, p: Bound<{ repositoryId: number }>) =>
  db.selectFrom('repository_policy').selectAll().where('repository_id', '=', p.repositoryId),
)

export const upsertRepositoryPolicy = statement(
  'upsertRepositoryPolicy',
  (db, p: Bound<StoredPolicy & { repositoryId: BumpedRepository }>) =>
    db
      .insertInto('repository_policy')
      .values({ repository_id: p.repositoryId, principals: p.principals, document: p.document })
      .onConflict((conflict) =>
        conflict.column('repository_id').doUpdateSet((row) => ({
          principals: row.ref('excluded.principals'),
          document: row.ref('excluded.document'),
        })),
      ),
)

export const deleteRepositoryPolicyRow = statement(
  'deleteRepositoryPolicyRow',
  (db, p: Bound<{ repositoryId: BumpedRepository }>) =>
    db.deleteFrom('repository_policy').where('repository_id', '=', p.repositoryId),
)

export const selectRegistryPolicy = statement('selectRegistryPolicy', (db, p: Bound<{ registryId: number }>) =>
  db.selectFrom('registry_policy').selectAll().where('registry_id', '=', p.registryId),
)

export const upsertRegistryPolicy = statement(
  'upsertRegistryPolicy',
  (db, p: Bound<StoredPolicy & { registryId: BumpedRegistry }>) =>
    db
      .insertInto('registry_policy')
      .values({ registry_id: p.registryId, principals: p.principals, document: p.document })
      .onConflict((conflict) =>
        conflict.column('registry_id').doUpdateSet((row) => ({
          principals: row.ref('excluded.principals'),
          document: row.ref('excluded.document'),
        })),
      ),
)

export const deleteRegistryPolicyRow = statement(
  'deleteRegistryPolicyRow',
  (db, p: Bound<{ registryId: BumpedRegistry }>) =>
    db.deleteFrom('registry_policy').where('registry_id', '=', p.registryId),
)

/** A registry, and its repository of this name, with the epochs of what they say about who may do what. */
export const selectPolicyEpochs = statement('selectPolicyEpochs', (db, p: Bound<RepositoryKey>) =>
  db
    .selectFrom('registry')
    .leftJoin('repository', (join) =>
      join.onRef('repository.registry_id', '=', 'registry.id').on('repository.name', '=', p.name),
    )
    .select([
      'registry.id as registry_id',
      'registry.policy_epoch as registry_epoch',
      'repository.id as repository_id',
      'repository.policy_epoch as repository_epoch',
    ])
    .where('registry.kind', '=', p.kind)
    .where('registry.account', '=', p.account)
    .where('registry.region', '=', p.region),
)
