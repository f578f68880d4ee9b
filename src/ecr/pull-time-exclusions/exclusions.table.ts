import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'
import type { RegistryKey } from '../../standards/arn/registry-key.ts'

type Exclusion = Row<'pull_time_exclusion'>
type ExclusionKey = Pick<Exclusion, 'registry_id' | 'principal_arn'>

/** In one query, which pulls wait for. */
export const selectExclusion = statement(
  'selectExclusion',
  (db, p: Bound<RegistryKey & Pick<Exclusion, 'principal_arn'>>) =>
    db
      .selectFrom('registry')
      .innerJoin('pull_time_exclusion', 'pull_time_exclusion.registry_id', 'registry.id')
      .select('pull_time_exclusion.created_at')
      .where('registry.kind', '=', p.kind)
      .where('registry.account', '=', p.account)
      .where('registry.region', '=', p.region)
      .where('pull_time_exclusion.principal_arn', '=', p.principal_arn),
)

export const selectExclusionsAfter = statement(
  'selectExclusionsAfter',
  (db, p: Bound<{ registryId: number; after: string; limit: number }>) =>
    db
      .selectFrom('pull_time_exclusion')
      .select('principal_arn')
      .where('registry_id', '=', p.registryId)
      .where('principal_arn', '>', p.after)
      .orderBy('principal_arn')
      .limit(p.limit),
)

export const countExclusions = statement('countExclusions', (db, p: Bound<{ registryId: number }>) =>
  db
    .selectFrom('pull_time_exclusion')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('registry_id', '=', p.registryId),
)

export const insertExclusion = statement('insertExclusion', (db, p: Bound<Exclusion>) =>
  db
    .insertInto('pull_time_exclusion')
    .values({ registry_id: p.registry_id, principal_arn: p.principal_arn, created_at: p.created_at })
    .onConflict((conflict) => conflict.doNothing()),
)

export const deleteExclusion = statement('deleteExclusion', (db, p: Bound<ExclusionKey>) =>
  db
    .deleteFrom('pull_time_exclusion')
    .where('registry_id', '=', p.registry_id)
    .where('principal_arn', '=', p.principal_arn),
)

export const deleteExclusionsOfRegistry = statement(
  'deleteExclusionsOfRegistry',
  (db, p: Bound<{ registryId: number }>) =>
    db.deleteFrom('pull_time_exclusion').where('registry_id', '=', p.registryId),
)
