import { type Bound, statement } from '../../database/statement.ts'

interface Membership {
  userId: string
  groupId: string
}

/** Does nothing when it is there already. */
export const insertMembership = statement('insertMembership', (db, p: Bound<Membership>) =>
  db
    .insertInto('membership')
    .values({ user_id: p.userId, group_id: p.groupId })
    .onConflict((conflict) => conflict.doNothing()),
)

export const deleteMembership = statement('deleteMembership', (db, p: Bound<Membership>) =>
  db.deleteFrom('membership').where('user_id', '=', p.userId).where('group_id', '=', p.groupId),
)

export const deleteMembershipsOfUser = statement('deleteMembershipsOfUser', (db, p: Bound<{ userId: string }>) =>
  db.deleteFrom('membership').where('user_id', '=', p.userId),
)

export const deleteMembershipsOfGroup = statement('deleteMembershipsOfGroup', (db, p: Bound<{ groupId: string }>) =>
  db.deleteFrom('membership').where('group_id', '=', p.groupId),
)

export const selectMembershipOfUser = statement('selectMembershipOfUser', (db, p: Bound<{ userId: string }>) =>
  db.selectFrom('membership').selectAll().where('user_id', '=', p.userId).limit(1),
)

export const selectMembershipOfGroup = statement('selectMembershipOfGroup', (db, p: Bound<{ groupId: string }>) =>
  db.selectFrom('membership').selectAll().where('group_id', '=', p.groupId).limit(1),
)

export const countGroupsOfUser = statement('countGroupsOfUser', (db, p: Bound<{ userId: string }>) =>
  db
    .selectFrom('membership')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', p.userId),
)

/** In the order of their ids, as the index has them. */
export const selectMembersAfter = statement(
  'selectMembersAfter',
  (db, p: Bound<{ groupId: string; after: string; limit: number }>) =>
    db
      .selectFrom('membership')
      .innerJoin('identity', 'identity.id', 'membership.user_id')
      .selectAll('identity')
      .where('membership.group_id', '=', p.groupId)
      .where('membership.user_id', '>', p.after)
      .orderBy('membership.user_id')
      .limit(p.limit),
)

export const selectGroupsAfter = statement(
  'selectGroupsAfter',
  (db, p: Bound<{ userId: string; after: string; limit: number }>) =>
    db
      .selectFrom('membership')
      .innerJoin('identity', 'identity.id', 'membership.group_id')
      .selectAll('identity')
      .where('membership.user_id', '=', p.userId)
      .where('membership.group_id', '>', p.after)
      .orderBy('membership.group_id')
      .limit(p.limit),
)
