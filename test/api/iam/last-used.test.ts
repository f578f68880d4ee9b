import { GetAccessKeyLastUsedCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import { createLastUsedRecorder } from '../../../src/auth/last-used-recorder.ts'
import { waitFor } from '../../support/processes.ts'
import { callerOfSession, callerOfKey } from '../../../src/auth/caller-rules.ts'
import { account } from '../ecr-test.ts'
import { iamOf, newKey, newRole, newUser, test } from './iam-test.ts'

const minutes = (count: number) => count * 60_000

test('a use of an access key is written down once in fifteen minutes', async ({ iam, server }) => {
  const { accessKeyId: id } = await newKey(iam, await newUser(iam))
  const { database } = server.running.ctx
  let now = Date.parse('2030-01-01T00:00:00Z')
  const uses = createLastUsedRecorder({ database, clock: { now: () => now } })
  const caller = callerOfKey({ id, account, user_id: null, name: null, path: null, auth_epoch: 0 })
  const noted = async (service: string, afterMs: number) => {
    now += afterMs
    uses.note(caller, service, 'us-east-1')
    await uses.settle(minutes(1))
    const { AccessKeyLastUsed: use } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }))
    return [use?.ServiceName, use?.LastUsedDate?.toISOString()]
  }
  expect(await noted('ecr', 0)).toEqual(['ecr', '2030-01-01T00:00:00.000Z'])
  expect(await noted('iam', minutes(14))).toEqual(['ecr', '2030-01-01T00:00:00.000Z'])
  expect(await noted('sts', minutes(1))).toEqual(['sts', '2030-01-01T00:15:00.000Z'])

  // Another server that comes to know of an earlier use later.
  const late = createLastUsedRecorder({ database, clock: { now: () => Date.parse('2030-01-01T00:10:00Z') } })
  late.note(caller, 'ecr', 'us-east-1')
  await late.settle(minutes(1))
  expect(await noted('ecr', 0)).toEqual(['sts', '2030-01-01T00:15:00.000Z'])
})

test('a request of a session counts as a use of its role', async ({ iam, server, identities }) => {
  const RoleName = await newRole(iam)
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
  const session = await identities.assumeRole(RoleName, Role?.RoleId ?? '')
  await expect(iamOf(server, session.credentials).send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: 'AccessDenied',
  })
  const used = await waitFor('the use to be noted', async () => {
    const { Role: after } = await iam.send(new GetRoleCommand({ RoleName }))
    return after?.RoleLastUsed?.LastUsedDate && after.RoleLastUsed
  })
  expect(used).toEqual({ Region: 'us-east-1', LastUsedDate: expect.any(Date) as Date })
})

test('101 keys that are used at once all get their last use', async ({ iam, server }) => {
  const keys: string[] = []
  for (let users = 0; users < 101; users++) keys.push((await newKey(iam, await newUser(iam))).accessKeyId)
  const uses = createLastUsedRecorder(server.running.ctx)
  for (const id of keys) {
    uses.note(callerOfKey({ id, account, user_id: null, name: null, path: null, auth_epoch: 0 }), 'ecr', 'us-east-1')
  }
  await uses.settle(minutes(1))
  for (const AccessKeyId of keys) {
    const { AccessKeyLastUsed } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))
    expect(AccessKeyLastUsed?.ServiceName).toBe('ecr')
  }
})

test('uses that can’t be written to the database cause no error', async ({ server }) => {
  const failing = { ...server.running.ctx.database, change: () => Promise.reject(new Error('the disk is full')) }
  const uses = createLastUsedRecorder({ database: failing, clock: server.clock })
  uses.note(callerOfKey({ id: 'AKIA', account, user_id: null, name: null, path: null, auth_epoch: 0 }), 'ecr', 'x')
  await uses.settle(minutes(1))
})

test('a request with a session of a user writes down no use', async ({ server }) => {
  const uses = createLastUsedRecorder({
    database: { ...server.running.ctx.database, change: () => expect.unreachable() },
    clock: server.clock,
  })
  const session = { id: 'ASIA', account, kind: 'user' as const, identity_id: null, session_name: '' }
  const others = { created_at: 0, expires_at: 1, name: null, path: null, auth_epoch: 0 }
  uses.note(callerOfSession({ ...session, ...others }), 'ecr', 'us-east-1')
  await uses.settle(minutes(1))
})
