import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  DetachUserPolicyCommand,
  GetPolicyCommand,
  ListPoliciesCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { storedRows } from '../../../support/stored-rows.ts'
import { strangerAccount } from '../../ecr-test.ts'
import { arnOf, expectDenied, expectRefusal, iamOf, newName, newUser, test } from '../iam-test.ts'
import { allowing, newPolicy, readOnly } from './policy-test.ts'

describe('rights on managed policies', () => {
  test('are granted on a policy’s ARN, which a refusal names', async ({ iam, allowed }) => {
    const [mine, theirs] = [await newPolicy(iam), await newPolicy(iam)]
    const reader = await allowed({ Action: 'iam:GetPolicy', Resource: mine })
    await reader.iam.send(new GetPolicyCommand({ PolicyArn: mine }))
    const other = reader.iam.send(new GetPolicyCommand({ PolicyArn: theirs }))
    await expectDenied(other, reader, 'iam:GetPolicy', `policy ${theirs}`)
    const ofAws = reader.iam.send(new GetPolicyCommand({ PolicyArn: readOnly }))
    await expectDenied(ofAws, reader, 'iam:GetPolicy', `policy ${readOnly}`)
    await expectDenied(reader.iam.send(new ListPoliciesCommand({})), reader, 'iam:ListPolicies', '*')
  })

  test('that are missing are refused in the same way whether the policy exists or not', async ({ iam, allowed }) => {
    const nobody = await allowed({ Action: 'iam:ListUsers' })
    for (const PolicyArn of [await newPolicy(iam), arnOf('policy/absent')]) {
      const answer = nobody.iam.send(new GetPolicyCommand({ PolicyArn }))
      await expectDenied(answer, nobody, 'iam:GetPolicy', `policy ${PolicyArn}`)
    }
  })

  test('to create a policy with tags include iam:TagPolicy', async ({ allowed }) => {
    const creator = await allowed({ Action: 'iam:CreatePolicy' })
    const PolicyName = newName('policy')
    const input = { PolicyName, PolicyDocument: allowing('ecr:*') }
    const tagged = creator.iam.send(new CreatePolicyCommand({ ...input, Tags: [{ Key: 'a', Value: '' }] }))
    await expectDenied(tagged, creator, 'iam:TagPolicy', `policy ${PolicyName}`)
    expect((await creator.iam.send(new CreatePolicyCommand(input))).Policy?.PolicyName).toBe(PolicyName)
  })

  test('may depend on which policy is attached, by the key iam:PolicyARN', async ({ iam, allowed }) => {
    const UserName = await newUser(iam)
    const own = await newPolicy(iam)
    const giver = await allowed({
      Action: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
      Condition: { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistry*' } },
    })
    await giver.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: readOnly }))
    await giver.iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn: readOnly }))
    const other = giver.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: own }))
    await expectDenied(other, giver, 'iam:AttachUserPolicy', `user ${UserName}`)
  })

  test('may depend on a boundary, so that nobody can grant more than it allows', async ({ iam, allowed }) => {
    const [UserName, limit] = [await newUser(iam), await newPolicy(iam)]
    const Condition = { StringEquals: { 'iam:PermissionsBoundary': limit } }
    const lead = await allowed({ Action: ['iam:PutUserPolicy', 'iam:PutUserPermissionsBoundary'], Condition })
    const policy = { UserName, PolicyName: 'more', PolicyDocument: allowing('*') }
    const user = `user ${UserName}`
    const unbounded = lead.iam.send(new PutUserPolicyCommand(policy))
    await expectDenied(unbounded, lead, 'iam:PutUserPolicy', user)
    const other = lead.iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: readOnly }))
    await expectDenied(other, lead, 'iam:PutUserPermissionsBoundary', user)
    await lead.iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: limit }))
    await lead.iam.send(new PutUserPolicyCommand(policy))
  })
})

test('root of another account can’t see or change the managed policies of an account', async ({ iam, server }) => {
  const PolicyArn = await newPolicy(iam)
  const { credentials } = await server.otherAccount(strangerAccount)
  const stranger = iamOf(server, credentials)
  const before = await storedRows(server.running.ctx.database)
  await expectRefusal(
    stranger.send(new GetPolicyCommand({ PolicyArn })),
    'AccessDenied',
    `User: arn:aws:iam::${strangerAccount}:root is not authorized to perform: iam:GetPolicy on resource: policy ${PolicyArn} because no resource-based policy allows the iam:GetPolicy action`,
  )
  expect((await stranger.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toEqual([])
  expect(await storedRows(server.running.ctx.database)).toEqual(before)
})
