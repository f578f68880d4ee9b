import type { IAMClient } from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import { run } from '../../../src/database/statement.ts'
import { insertIdentity } from '../../../src/iam/identities.table.ts'
import { newUniqueId } from '../../../src/iam/unique-id.ts'
import type { TestServer } from '../../support/test-server.ts'
import { account } from '../ecr-test.ts'
import { anyTrust, expectRefusal, iamOf, newGroup, newName, newRole, newUser, test } from './iam-test.ts'

const create = {
  user: (iam: IAMClient) => newUser(iam, newName('one-more')),
  group: (iam: IAMClient) => newGroup(iam),
  role: (iam: IAMClient) => newRole(iam),
}

test.for([
  ['user', 'UsersPerAccount', 5000],
  ['group', 'GroupsPerAccount', 300],
  ['role', 'RolesPerAccount', 1000],
] as const)('one more %s than the quota %s allows is refused', async ([kind, quota, limit], { iam, server }) => {
  await insertMany(server, kind, limit - 1)
  await create[kind](iam)
  const sentence = `Cannot exceed quota for ${quota}: ${limit}`
  await expectRefusal(create[kind](iam), 'LimitExceededException', sentence)
})

test('of six groups that are created at once, only the two that fit are made', async ({ server }) => {
  const other = '999999999999'
  const iam = iamOf(server, (await server.otherAccount(other)).credentials)
  await insertMany(server, 'group', 298, other)
  const answers = await Promise.allSettled(Array.from({ length: 6 }, () => create.group(iam)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
})

async function insertMany(
  { running: { ctx } }: TestServer,
  kind: 'user' | 'group' | 'role',
  count: number,
  of = account,
) {
  const isRole = kind === 'role'
  await ctx.database.change(function* () {
    for (let each = 0; each < count; each++) {
      yield* run(insertIdentity, {
        id: newUniqueId(kind, ctx.ids),
        account: of,
        kind,
        name: `${kind}-${each}-of-many`,
        folded_name: `${kind}-${each}-of-many`,
        path: '/',
        description: '',
        created_at: ctx.clock.now(),
        boundary_arn: null,
        boundary_policy_id: null,
        trust_policy: isRole ? anyTrust : null,
        trust_principals: '{}',
        max_session_seconds: isRole ? 3600 : null,
        service: null,
        last_used_at: null,
        last_used_region: null,
      })
    }
  })
}
