import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateServiceLinkedRoleCommand,
  DetachRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { strangerAccount } from '../../ecr-test.ts'
import { arnOf, expectRefusal, iamOf, newName, test } from '../iam-test.ts'
import { allowing, grantees, newPolicy, readOnly } from './policy-test.ts'

const titles = { user: 'User', group: 'Group', role: 'Role' } as const

describe.for(grantees)('a managed policy of a $kind', ({ kind, create, attach, detach, listAttached }) => {
  test('is attached, listed and detached, whether it is AWS’s or the customer’s', async ({ iam }) => {
    const [name, own] = [await create(iam), await newPolicy(iam, 'ecr:*', newName('own'))]
    await attach(iam, name, own)
    await attach(iam, name, readOnly)
    // Once more does nothing.
    await attach(iam, name.toUpperCase(), own)
    const ofAws = { PolicyArn: readOnly, PolicyName: 'AmazonEC2ContainerRegistryReadOnly' }
    expect((await listAttached(iam, name)).AttachedPolicies).toEqual([
      { PolicyArn: own, PolicyName: own.slice(own.lastIndexOf('/') + 1) },
      ofAws,
    ])
    await detach(iam, name, own)
    expect((await listAttached(iam, name)).AttachedPolicies).toEqual([ofAws])
    await expectRefusal(detach(iam, name, own), 'NoSuchEntityException', `Policy ${own} was not found.`)
  })

  test('must exist in the same account, or it can’t be attached', async ({ iam, server }) => {
    const foreign = iamOf(server, (await server.otherAccount(strangerAccount)).credentials)
    const name = await create(iam)
    for (const arn of [arnOf('policy/absent'), await newPolicy(foreign), 'arn:aws:iam::aws:policy/Absent']) {
      await expectRefusal(
        attach(iam, name, arn),
        'NoSuchEntityException',
        `Policy ${arn} does not exist or is not attachable.`,
      )
    }
  })

  test('may not be one that AWS keeps for its services', async ({ iam }) => {
    const arn = 'arn:aws:iam::aws:policy/aws-service-role/ECRTemplateServiceRolePolicy'
    await expect(attach(iam, await create(iam), arn)).rejects.toMatchObject({
      name: 'PolicyNotAttachableException',
      message: 'Cannot attach a Service Role Policy to a Customer Role.',
      $metadata: { httpStatusCode: 400 },
    })
  })

  test('can be attached next to nine others at most', async ({ iam }) => {
    const name = await create(iam)
    for (let each = 0; each < 10; each++) await attach(iam, name, await newPolicy(iam))
    const refusal = `Cannot exceed quota for PoliciesPer${titles[kind]}: 10`
    await expectRefusal(attach(iam, name, readOnly), 'LimitExceededException', refusal)
    expect((await listAttached(iam, name)).AttachedPolicies).toHaveLength(10)
  })

  test('is listed by its path, in pages', async ({ iam }) => {
    const name = await create(iam)
    const names = [newName('a'), newName('b'), newName('c')]
    for (const PolicyName of names) {
      const input = { PolicyName, Path: '/dev/tools/', PolicyDocument: allowing('ecr:*') }
      const { Policy } = await iam.send(new CreatePolicyCommand(input))
      await attach(iam, name, Policy?.Arn ?? '')
    }
    await attach(iam, name, readOnly)
    const below = { PathPrefix: '/dev/', MaxItems: 2 }
    const first = await listAttached(iam, name, below)
    expect([first.IsTruncated, first.AttachedPolicies?.map(({ PolicyName }) => PolicyName)]).toEqual([
      true,
      names.slice(0, 2),
    ])
    const second = await listAttached(iam, name, { ...below, Marker: first.Marker })
    expect([second.IsTruncated, second.AttachedPolicies?.map(({ PolicyName }) => PolicyName)]).toEqual([
      false,
      names.slice(2),
    ])
    await expectRefusal(listAttached(iam, name, { Marker: first.Marker }), 'ValidationError', 'Invalid Marker.')
  })

  test('is refused when its user, group or role does not exist', async ({ iam }) => {
    const refusal = `The ${kind} with name absent cannot be found.`
    for (const ask of [
      () => attach(iam, 'absent', readOnly),
      () => detach(iam, 'absent', readOnly),
      () => listAttached(iam, 'absent'),
    ]) {
      await expectRefusal(ask(), 'NoSuchEntityException', refusal)
    }
  })
})

test('attaching, detaching and putting policies of a service-linked role is refused', async ({ iam }) => {
  const { Role } = await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'ecr.amazonaws.com' }))
  const RoleName = Role?.RoleName ?? ''
  const refusal = `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`
  for (const ask of [
    () => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: readOnly })),
    () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: readOnly })),
    () => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'more', PolicyDocument: allowing('ecr:*') })),
  ]) {
    await expectRefusal(ask(), 'UnmodifiableEntityException', refusal)
  }
})
