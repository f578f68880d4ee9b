import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'
import type { BumpedRegistry } from '../epochs.table.ts'
import type { RegistryKey } from '../../standards/arn/registry-key.ts'

const columns = ['id', 'counted_repositories', 'counted_to_id'] as const

/** A registry's row, as far as it isn't its key. */
export type Registry = Pick<Row<'registry'>, (typeof columns)[number]>

export const selectRegistry = statement('selectRegistry', (db, p: Bound<RegistryKey>) =>
  db
    .selectFrom('registry')
    .select(columns)
    .where('kind', '=', p.kind)
    .where('account', '=', p.account)
    .where('region', '=', p.region),
)

export const insertRegistry = statement('insertRegistry', (db, p: Bound<RegistryKey>) =>
  db
    .insertInto('registry')
    .values({ kind: p.kind, account: p.account, region: p.region })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns),
)

/** Of all accounts and regions, the newest first. */
export const selectRegistriesBefore = statement(
  'selectRegistriesBefore',
  (db, p: Bound<{ id: number; limit: number }>) =>
    db.selectFrom('registry').select('id').where('id', '<', p.id).orderBy('id', 'desc').limit(p.limit),
)

export const deleteAccountSettings = statement(
  'deleteAccountSettings',
  (db, p: Bound<{ registryId: BumpedRegistry }>) =>
    db.deleteFrom('account_setting').where('registry_id', '=', p.registryId),
)

export const selectAccountSetting = statement(
  'selectAccountSetting',
  (db, p: Bound<{ registryId: number; name: string }>) =>
    db.selectFrom('account_setting').select('value').where('registry_id', '=', p.registryId).where('name', '=', p.name),
)

export const upsertAccountSetting = statement(
  'upsertAccountSetting',
  (db, p: Bound<{ registryId: BumpedRegistry; name: string; value: string }>) =>
    db
      .insertInto('account_setting')
      .values({ registry_id: p.registryId, name: p.name, value: p.value })
      .onConflict((conflict) =>
        conflict.columns(['registry_id', 'name']).doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
      ),
)
