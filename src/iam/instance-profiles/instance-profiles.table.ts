import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

/** By its name, which counts regardless of case. */
export const selectInstanceProfileNamed = statement(
  'selectInstanceProfileNamed',
  (db, p: Bound<{ account: string; foldedName: string }>) =>
    db
      .selectFrom('instance_profile')
      .selectAll()
      .where('account', '=', p.account)
      .where('folded_name', '=', p.foldedName),
)

/** Those of an account in the order of their names, whose paths are in a range. */
export const selectInstanceProfilesAfter = statement(
  'selectInstanceProfilesAfter',
  (db, p: Bound<{ account: string; after: string; pathFrom: string; pathBefore: string; limit: number }>) =>
    db
      .selectFrom('instance_profile')
      .selectAll()
      .where('account', '=', p.account)
      .where('folded_name', '>', p.after)
      .where('path', '>=', p.pathFrom)
      .where('path', '<', p.pathBefore)
      .orderBy('folded_name')
      .limit(p.limit),
)

/** Those that hold a role, in the order of their names. */
export const selectInstanceProfilesOfRole = statement(
  'selectInstanceProfilesOfRole',
  (db, p: Bound<{ roleId: string; after: string; limit: number }>) =>
    db
      .selectFrom('instance_profile')
      .selectAll()
      .where('role_id', '=', p.roleId)
      .where('folded_name', '>', p.after)
      .orderBy('folded_name')
      .limit(p.limit),
)

export const countInstanceProfiles = statement('countInstanceProfiles', (db, p: Bound<{ account: string }>) =>
  db
    .selectFrom('instance_profile')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account', '=', p.account),
)

export const insertInstanceProfile = statement('insertInstanceProfile', (db, p: Bound<Row<'instance_profile'>>) =>
  db.insertInto('instance_profile').values({
    id: p.id,
    account: p.account,
    name: p.name,
    folded_name: p.folded_name,
    path: p.path,
    created_at: p.created_at,
    role_id: p.role_id,
  }),
)

export const updateRoleOfInstanceProfile = statement(
  'updateRoleOfInstanceProfile',
  (db, p: Bound<{ id: string; roleId: string | null }>) =>
    db.updateTable('instance_profile').set({ role_id: p.roleId }).where('id', '=', p.id),
)

/** Their tags go with them. */
export const deleteInstanceProfilesOfAccount = statement(
  'deleteInstanceProfilesOfAccount',
  (db, p: Bound<{ account: string }>) => db.deleteFrom('instance_profile').where('account', '=', p.account),
)

/** Its tags go with it. */
export const deleteInstanceProfileRow = statement('deleteInstanceProfileRow', (db, p: Bound<{ id: string }>) =>
  db.deleteFrom('instance_profile').where('id', '=', p.id),
)
