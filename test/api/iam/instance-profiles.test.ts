import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateServiceLinkedRoleCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  GetInstanceProfileCommand,
  type IAMClient,
  ListInstanceProfilesCommand,
  ListInstanceProfilesForRoleCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagInstanceProfileCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { run } from '../../../src/database/statement.ts'
import { insertInstanceProfile } from '../../../src/iam/instance-profiles/instance-profiles.table.ts'
import { newUniqueId } from '../../../src/iam/unique-id.ts'
import { account, outputOf } from '../ecr-test.ts'
import { arnOf, expectDenied, expectRefusal, iamOf, newInstanceProfile, newName, newRole, test } from './iam-test.ts'

const get = (InstanceProfileName: string) => new GetInstanceProfileCommand({ InstanceProfileName })
const remove = (InstanceProfileName: string) => new DeleteInstanceProfileCommand({ InstanceProfileName })
const addRole = (InstanceProfileName: string, RoleName: string) =>
  new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName })
const removeRole = (InstanceProfileName: string, RoleName: string) =>
  new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName })

const rolesOf = async (iam: IAMClient, name: string) =>
  (await iam.send(get(name))).InstanceProfile?.Roles?.map(({ RoleName }) => RoleName)

const absent = 'Instance Profile absent cannot be found.'
const full = 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1'
const holdsRole = 'Cannot delete entity, must remove roles from instance profile first.'

describe('an instance profile', () => {
  test('is created with a path and tags, and GetInstanceProfile shows them', async ({ iam }) => {
    const InstanceProfileName = newName('hosts')
    const Tags = [{ Key: 'Team', Value: 'red' }]
    const input = { InstanceProfileName, Path: '/dev/', Tags }
    const { InstanceProfile } = await outputOf(iam.send(new CreateInstanceProfileCommand(input)))
    expect(InstanceProfile).toEqual({
      Path: '/dev/',
      InstanceProfileName,
      InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/) as string,
      Arn: arnOf(`instance-profile/dev/${InstanceProfileName}`),
      CreateDate: expect.any(Date) as Date,
      Roles: [],
      Tags,
    })
    expect(await outputOf(iam.send(get(InstanceProfileName.toUpperCase())))).toEqual({ InstanceProfile })
  })

  test('can’t have the name of another one, regardless of case', async ({ iam }) => {
    const name = await newInstanceProfile(iam, newName('Hosts'))
    const again = newInstanceProfile(iam, name.toUpperCase(), '/other/')
    const sentence = `Instance Profile ${name.toUpperCase()} already exists.`
    await expectRefusal(again, 'EntityAlreadyExistsException', sentence)
  })

  test('holds one role at a time', async ({ iam }) => {
    const name = await newInstanceProfile(iam)
    const [first, second] = [await newRole(iam), await newRole(iam)]
    await iam.send(addRole(name, first.toUpperCase()))
    expect(await rolesOf(iam, name)).toEqual([first])
    for (const role of [first, second]) {
      await expectRefusal(iam.send(addRole(name, role)), 'LimitExceededException', full)
    }
    const notIn = iam.send(removeRole(name, second))
    await expectRefusal(notIn, 'NoSuchEntityException', `The role with name ${second} cannot be found.`)
    await iam.send(removeRole(name, first))
    await iam.send(addRole(name, second))
    expect(await rolesOf(iam, name)).toEqual([second])
  })

  test('can’t be deleted while it has a role, and neither can that role', async ({ iam }) => {
    const name = await newInstanceProfile(iam)
    const RoleName = await newRole(iam)
    await iam.send(addRole(name, RoleName))
    const deleteRole = new DeleteRoleCommand({ RoleName })
    await expectRefusal(iam.send(deleteRole), 'DeleteConflictException', holdsRole)
    await expectRefusal(iam.send(remove(name)), 'DeleteConflictException', holdsRole)
    await iam.send(removeRole(name, RoleName))
    await iam.send(deleteRole)
    await iam.send(remove(name))
    const gone = `Instance Profile ${name} cannot be found.`
    await expectRefusal(iam.send(get(name)), 'NoSuchEntityException', gone)
  })

  test('can’t hold a service-linked role', async ({ iam }) => {
    const name = await newInstanceProfile(iam)
    const { Role } = await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecr.amazonaws.com' }))
    const RoleName = Role?.RoleName ?? ''
    const sentence = `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`
    await expectRefusal(iam.send(addRole(name, RoleName)), 'UnmodifiableEntityException', sentence)
  })

  test('is not found by any operation when it does not exist', async ({ iam }) => {
    const role = await newRole(iam)
    for (const answer of [
      () => iam.send(get('absent')),
      () => iam.send(remove('absent')),
      () => iam.send(addRole('absent', role)),
      () => iam.send(removeRole('absent', role)),
    ]) {
      await expectRefusal(answer(), 'NoSuchEntityException', absent)
    }
    const name = await newInstanceProfile(iam)
    for (const answer of [() => iam.send(addRole(name, 'nobody')), () => iam.send(removeRole(name, 'nobody'))]) {
      await expectRefusal(answer(), 'NoSuchEntityException', 'The role with name nobody cannot be found.')
    }
  })

  test('can’t be seen from another account, which may have one of the same name', async ({ iam, server }) => {
    const name = await newInstanceProfile(iam)
    const other = iamOf(server, (await server.otherAccount('999999999999')).credentials)
    const sentence = `Instance Profile ${name} cannot be found.`
    await expectRefusal(other.send(get(name)), 'NoSuchEntityException', sentence)
    await newInstanceProfile(other, name)
  })
})

describe('lists of instance profiles', () => {
  test('show the profiles below a path, page by page', async ({ iam }) => {
    const PathPrefix = `/${newName('path')}/`
    const created = ['a', 'B', 'c'].map((letter) => newName(letter))
    for (const name of created) await newInstanceProfile(iam, name, PathPrefix)
    const first = await iam.send(new ListInstanceProfilesCommand({ PathPrefix, MaxItems: 2 }))
    const second = await iam.send(new ListInstanceProfilesCommand({ PathPrefix, Marker: first.Marker }))
    expect([first.IsTruncated, second.IsTruncated, second.Marker]).toEqual([true, false, undefined])
    const shown = [...(first.InstanceProfiles ?? []), ...(second.InstanceProfiles ?? [])]
    expect(shown.map(({ InstanceProfileName }) => InstanceProfileName)).toEqual(created)
  })

  test('show the profiles that hold a role, page by page', async ({ iam }) => {
    const RoleName = await newRole(iam)
    const list = (page: { MaxItems?: number; Marker?: string | undefined } = {}) =>
      outputOf(iam.send(new ListInstanceProfilesForRoleCommand({ RoleName, ...page })))
    expect(await list()).toEqual({ InstanceProfiles: [], IsTruncated: false })
    const ofNobody = iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'nobody' }))
    await expectRefusal(ofNobody, 'NoSuchEntityException', 'The role with name nobody cannot be found.')
    const names = [await newInstanceProfile(iam), await newInstanceProfile(iam)]
    for (const name of names) await iam.send(addRole(name, RoleName))
    const first = await list({ MaxItems: 1 })
    const second = await list({ Marker: first.Marker })
    const shown = [...(first.InstanceProfiles ?? []), ...(second.InstanceProfiles ?? [])]
    expect(shown.map(({ InstanceProfileName, Roles }) => [InstanceProfileName, Roles?.[0]?.RoleName])).toEqual(
      names.map((name) => [name, RoleName]),
    )
    const { RoleDetailList = [] } = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }))
    const detail = RoleDetailList.find((role) => role.RoleName === RoleName)
    expect(detail?.InstanceProfileList?.map(({ InstanceProfileName }) => InstanceProfileName)).toEqual(names)
  })

  test('end at a thousand profiles, the quota of an account', async ({ server }) => {
    const { ctx } = server.running
    const other = '888888888888'
    const iam = iamOf(server, (await server.otherAccount(other)).credentials)
    await ctx.database.change(function* () {
      for (let each = 0; each < 999; each++) {
        const name = `profile-${each}-of-many`
        const id = newUniqueId('instance-profile', ctx.ids)
        const row = { id, account: other, name, folded_name: name, path: '/', created_at: 0, role_id: null }
        yield* run(insertInstanceProfile, row)
      }
    })
    await newInstanceProfile(iam)
    const sentence = 'Cannot exceed quota for InstanceProfilesPerAccount: 1000'
    await expectRefusal(newInstanceProfile(iam), 'LimitExceededException', sentence)
  })
})

describe('rights on instance profiles', () => {
  test('AddRoleToInstanceProfile also takes iam:PassRole to EC2', async ({ iam, allowed }) => {
    const name = await newInstanceProfile(iam)
    const role = await newRole(iam)
    const adding = { Action: 'iam:AddRoleToInstanceProfile', Resource: arnOf('instance-profile/*') }
    const without = await allowed(adding)
    await expectDenied(without.iam.send(addRole(name, role)), without, 'iam:PassRole', `role ${role}`)
    const to = (service: string) => ({
      Action: 'iam:PassRole',
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    })
    const elsewhere = await allowed(adding, { Effect: 'Allow', Resource: '*', ...to('ecs-tasks.amazonaws.com') })
    await expectDenied(elsewhere.iam.send(addRole(name, role)), elsewhere, 'iam:PassRole', `role ${role}`)
    const passing = await allowed(adding, { Effect: 'Allow', Resource: '*', ...to('ec2.amazonaws.com') })
    await passing.iam.send(addRole(name, role))
    expect(await rolesOf(iam, name)).toEqual([role])
  })

  test('are granted on ARNs, of which the path is a part', async ({ iam, allowed }) => {
    const [dev, ops] = [
      await newInstanceProfile(iam, newName('p'), '/dev/'),
      await newInstanceProfile(iam, newName('p'), '/ops/'),
    ]
    const lead = await allowed({ Action: 'iam:*', Resource: arnOf('instance-profile/dev/*') })
    await lead.iam.send(get(dev.toUpperCase()))
    await expectDenied(lead.iam.send(get(ops)), lead, 'iam:GetInstanceProfile', `instance profile ${ops}`)
    const created = newInstanceProfile(lead.iam, 'elsewhere')
    await expectDenied(created, lead, 'iam:CreateInstanceProfile', arnOf('instance-profile/elsewhere'))
    const list = lead.iam.send(new ListInstanceProfilesCommand({}))
    await expectDenied(list, lead, 'iam:ListInstanceProfiles', arnOf('instance-profile/'))
  })

  test('may depend on the tags of an instance profile, which count at the next request', async ({ iam, allowed }) => {
    const InstanceProfileName = await newInstanceProfile(iam)
    const ofRed = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } } }
    const lead = await allowed({ Action: 'iam:GetInstanceProfile', ...ofRed })
    const denied = () => lead.iam.send(get(InstanceProfileName))
    await expectDenied(denied(), lead, 'iam:GetInstanceProfile', `instance profile ${InstanceProfileName}`)
    await iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags: [{ Key: 'Team', Value: 'red' }] }))
    const { InstanceProfile } = await lead.iam.send(get(InstanceProfileName))
    expect(InstanceProfile?.Arn).toBe(`arn:aws:iam::${account}:instance-profile/${InstanceProfileName}`)
  })
})
