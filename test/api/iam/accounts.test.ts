import {
  CreateAccountAliasCommand,
  DeleteAccountAliasCommand,
  GetAccountSummaryCommand,
  GetUserCommand,
  ListAccountAliasesCommand,
} from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import { insertPolicy } from '../../support/insert-policy.ts'
import { outputOf } from '../ecr-test.ts'
import { expectRefusal, iamOf, newGroup, newInstanceProfile, newRole, newUser, test } from './iam-test.ts'

const create = (AccountAlias: string) => new CreateAccountAliasCommand({ AccountAlias })
const remove = (AccountAlias: string) => new DeleteAccountAliasCommand({ AccountAlias })
const list = new ListAccountAliasesCommand()

test('an account has one alias at a time, and no two accounts have the same alias', async ({ iam, server }) => {
  expect(await outputOf(iam.send(list))).toEqual({ AccountAliases: [], IsTruncated: false })
  await iam.send(create('first'))
  await iam.send(create('my-company'))
  expect((await iam.send(list)).AccountAliases).toEqual(['my-company'])
  expect((await iam.send(new GetUserCommand({}))).User?.UserName).toBe('my-company')

  const other = iamOf(server, (await server.otherAccount('999999999999')).credentials)
  const taken = 'The account alias my-company already exists.'
  await expectRefusal(other.send(create('my-company')), 'EntityAlreadyExistsException', taken)
  await expectRefusal(iam.send(create('my-company')), 'EntityAlreadyExistsException', taken)
  const absent = 'The account alias my-company cannot be found.'
  await expectRefusal(other.send(remove('my-company')), 'NoSuchEntityException', absent)
  await other.send(create('first'))

  await iam.send(remove('my-company'))
  expect((await iam.send(list)).AccountAliases).toEqual([])
  await expectRefusal(iam.send(remove('my-company')), 'NoSuchEntityException', absent)
})

test('CreateAccountAlias refuses an alias that looks like an account number or breaks the pattern', async ({ iam }) => {
  const sentence = 'The account alias must not be a number of 12 digits.'
  await expectRefusal(iam.send(create('444455556666')), 'InvalidInputException', sentence)
  for (const alias of ['ab', 'Caps', '-a-b', 'a--b', 'a_b', 'a'.repeat(64)]) {
    await expect(iam.send(create(alias))).rejects.toMatchObject({ name: 'ValidationError' })
  }
})

test('GetAccountSummary counts what an account has, and shows its quotas', async ({ iam, server }) => {
  await newGroup(iam, await newUser(iam), await newUser(iam))
  await newRole(iam)
  await newInstanceProfile(iam)
  await insertPolicy(server, 'counted')
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand())
  expect(SummaryMap).toEqual({
    Users: 2,
    UsersQuota: 5000,
    Groups: 1,
    GroupsQuota: 300,
    Roles: 1,
    RolesQuota: 1000,
    Policies: 1,
    PoliciesQuota: 1500,
    PolicyVersionsInUse: 0,
    PolicyVersionsInUseQuota: 10_000,
    GroupsPerUserQuota: 10,
    AccessKeysPerUserQuota: 2,
    AttachedPoliciesPerUserQuota: 10,
    AttachedPoliciesPerGroupQuota: 10,
    AttachedPoliciesPerRoleQuota: 10,
    VersionsPerPolicyQuota: 5,
    AssumeRolePolicySizeQuota: 2048,
    PolicySizeQuota: 6144,
    UserPolicySizeQuota: 2048,
    GroupPolicySizeQuota: 5120,
    RolePolicySizeQuota: 10_240,
    AccountAccessKeysPresent: 1,
    AccountMFAEnabled: 0,
    AccountPasswordPresent: 0,
    AccountSigningCertificatesPresent: 0,
    InstanceProfiles: 1,
    InstanceProfilesQuota: 1000,
    MFADevices: 0,
    MFADevicesInUse: 0,
    Providers: 0,
    ServerCertificates: 0,
    ServerCertificatesQuota: 0,
    SigningCertificatesPerUserQuota: 0,
  })
})
