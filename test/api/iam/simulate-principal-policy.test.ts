import {
  type PolicyIdentifier,
  PutGroupPolicyCommand,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { account, arnOf } from '../ecr-test.ts'
import { expectDenied, expectRefusal, test } from './iam-test.ts'

const managed = (name: string) => `arn:aws:iam::aws:policy/AmazonEC2ContainerRegistry${name}`
const simulating = (
  PolicySourceArn: string,
  ActionNames: readonly string[],
  others: Partial<SimulatePrincipalPolicyCommandInput> = {},
) => new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: [...ActionNames], ...others })

describe('the policies that SimulatePrincipalPolicy simulates', () => {
  test('are those of a user, of its groups, and what is given beside them', async ({ iam, identities }) => {
    const user = await identities.addUser('amar', '/team/')
    const group = await identities.addGroup('developers', user)
    await identities.attachPolicy(group, managed('ReadOnly'))
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:DeleteRepository' }))
    const extra = JSON.stringify(policyOf({ Action: 'ecr:PutImage' }))
    const actions = ['ecr:BatchGetImage', 'ecr:DeleteRepository', 'ecr:PutImage', 'ecr:CreateRepository']
    const { EvaluationResults: results } = await iam.send(simulating(user.arn, actions, { PolicyInputList: [extra] }))
    expect(results?.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision])).toEqual([
      ['ecr:BatchGetImage', 'allowed'],
      ['ecr:DeleteRepository', 'allowed'],
      ['ecr:PutImage', 'allowed'],
      ['ecr:CreateRepository', 'implicitDeny'],
    ])
    expect(results?.map(({ MatchedStatements: [matched] = [] }) => matched?.SourcePolicyId)).toEqual([
      'AmazonEC2ContainerRegistryReadOnly',
      expect.stringMatching(/^user_amar_policy-/),
      'PolicyInputList.1',
      undefined,
    ])
  })

  test('leave out those that PolicyExclusionList names', async ({ iam, identities }) => {
    const user = await identities.addUser('carlos')
    await identities.addGroup('testers', user)
    await identities.attachPolicy(user.id, managed('ReadOnly'))
    await identities.setBoundary(user.id, managed('PullOnly'))
    const put = { GroupName: 'testers', PolicyName: 'lists' }
    await iam.send(
      new PutGroupPolicyCommand({ ...put, PolicyDocument: JSON.stringify(policyOf({ Action: 'ecr:ListImages' })) }),
    )
    const decisions = async (...PolicyExclusionList: readonly PolicyIdentifier[]) => {
      const actions = ['ecr:BatchGetImage', 'ecr:ListImages']
      const asked = simulating(user.arn, actions, { PolicyExclusionList: [...PolicyExclusionList] })
      return (await iam.send(asked)).EvaluationResults?.map(({ EvalDecision }) => EvalDecision)
    }
    const boundary = { PolicyType: 'permission-boundary' } as const
    const inline = { PolicyName: 'lists', AttachmentType: 'group', AttachmentName: 'test*' } as const
    expect(await decisions()).toEqual(['allowed', 'implicitDeny'])
    expect(await decisions(boundary)).toEqual(['allowed', 'allowed'])
    expect(await decisions({ PolicyArn: managed('ReadOnly') })).toEqual(['implicitDeny', 'implicitDeny'])
    expect(await decisions(boundary, { PolicyType: 'aws-managed' })).toEqual(['implicitDeny', 'allowed'])
    const both = [{ PolicyArn: managed('Read*') }, { InlinePolicyIdentifier: inline }] as const
    expect(await decisions(boundary, ...both)).toEqual(['implicitDeny', 'implicitDeny'])
  })

  test('can’t be left out by an invalid identifier, or by one that names them in two ways', async ({
    iam,
    identities,
  }) => {
    const { arn } = await identities.addUser('dora')
    const simulate = (identifier: PolicyIdentifier) =>
      iam.send(simulating(arn, ['ecr:PutImage'], { PolicyExclusionList: [identifier] }))
    const PolicyArn = 'arn:aws:iam::*:policy/team/push'
    await expectRefusal(simulate({ PolicyArn }), 'InvalidInputException', `Invalid Policy Identifier: ${PolicyArn}`)
    const InlinePolicyIdentifier = { PolicyName: 'a', AttachmentType: 'user', AttachmentName: 'a/*' } as const
    const sentence = 'Invalid Policy Identifier: a/*'
    await expectRefusal(simulate({ InlinePolicyIdentifier }), 'InvalidInputException', sentence)
    const named = { PolicyType: 'inline', PolicyArn: managed('ReadOnly') } as unknown as PolicyIdentifier
    await expect(simulate(named)).rejects.toMatchObject({ name: 'ValidationError' })
  })

  test('are those of a group alone, and those of a role within its boundary', async ({ iam, identities }) => {
    const group = await identities.addGroup('readers')
    await identities.putInlinePolicy(group, policyOf({ Action: 'ecr:ListImages' }))
    const ofGroup = await iam.send(simulating(`arn:aws:iam::${account}:group/readers`, ['ecr:ListImages']))
    expect(ofGroup.EvaluationResults).toMatchObject([
      {
        EvalDecision: 'allowed',
        MatchedStatements: [{ SourcePolicyId: expect.stringMatching(/^group_readers_policy-/) as string }],
      },
    ])
    const role = await identities.addRole('ci')
    await identities.attachPolicy(role, managed('PowerUser'))
    await identities.setBoundary(role, managed('PullOnly'))
    const ofRole = await iam.send(
      simulating(`arn:aws:iam::${account}:role/ci`, ['ecr:PutImage', 'ecr:BatchGetImage'], {
        ResourceArns: [arnOf('team/app')],
      }),
    )
    expect(ofRole.EvaluationResults).toMatchObject([
      { EvalDecision: 'implicitDeny', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
      { EvalDecision: 'allowed', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true } },
    ])
  })

  test('fill in the name of the simulated user for the variable aws:username', async ({ iam, identities }) => {
    const user = await identities.addUser('known')
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Resource: arnOf('${aws:username}/*') }))
    const { EvaluationResults: results } = await iam.send(
      simulating(user.arn, ['ecr:PutImage'], { ResourceArns: [arnOf('known/app'), arnOf('other/app')] }),
    )
    expect(results).toMatchObject([
      {
        EvalDecision: 'implicitDeny',
        ResourceSpecificResults: [{ EvalResourceDecision: 'allowed' }, { EvalResourceDecision: 'implicitDeny' }],
      },
    ])
  })
})

describe('pages of SimulatePrincipalPolicy', () => {
  test('have as many actions as MaxItems says, each action once', async ({ iam, identities }) => {
    const user = await identities.addUser('paged')
    const actions = ['a:A', 'b:B', 'c:C']
    const first = await iam.send(simulating(user.arn, actions, { MaxItems: 2 }))
    expect(first.EvaluationResults?.map(({ EvalActionName }) => EvalActionName)).toEqual(['a:A', 'b:B'])
    expect(first.IsTruncated).toBe(true)
    const second = await iam.send(simulating(user.arn, actions, { Marker: first.Marker, MaxItems: 2 }))
    expect(second.EvaluationResults?.map(({ EvalActionName }) => EvalActionName)).toEqual(['c:C'])
    expect([second.IsTruncated, second.Marker]).toEqual([false, undefined])
    const stranger = await identities.addUser('not-paged')
    const asked = iam.send(simulating(stranger.arn, actions, { Marker: first.Marker }))
    await expectRefusal(asked, 'ValidationError', 'Invalid Marker.')
  })
})

describe('SimulatePrincipalPolicy is refused', () => {
  const expectInvalid = (answer: Promise<unknown>, message: string) =>
    expectRefusal(answer, 'InvalidInputException', message)

  test.for([
    `arn:aws:sts::${account}:assumed-role/ci/build`,
    `arn:aws:iam::${account}:root`,
    `arn:aws:iam::aws:policy/AdministratorAccess`,
  ])('for %s, which is no user, group or role', async (arn, { iam }) => {
    const asked = iam.send(simulating(arn, ['ecr:PutImage']))
    await expectInvalid(asked, `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`)
  })

  test('for a user of another account', async ({ iam }) => {
    const stranger = 'arn:aws:iam::999999999999:user/carlos'
    await expectInvalid(
      iam.send(simulating(stranger, ['ecr:PutImage'])),
      `Invalid Policy Source Arn: caller's account ${account} does not have access to policies in account 999999999999`,
    )
  })

  test('for a role that does not exist, and for a user under a path that is not theirs', async ({
    iam,
    identities,
  }) => {
    await identities.addUser('pathless')
    const role = iam.send(simulating(`arn:aws:iam::${account}:role/nobody`, ['ecr:PutImage']))
    await expectRefusal(role, 'NoSuchEntityException', 'The role with name nobody cannot be found.')
    const user = iam.send(simulating(`arn:aws:iam::${account}:user/team/pathless`, ['ecr:PutImage']))
    await expectRefusal(user, 'NoSuchEntityException', 'The user with name pathless cannot be found.')
  })

  test('for a user whom the caller has no right to ask about', async ({ allowed, identities }) => {
    const action = 'iam:SimulatePrincipalPolicy'
    const self = `arn:aws:iam::${account}:user/\${aws:username}`
    const curious = await allowed({ Action: action, Resource: self })
    const other = await identities.addUser('asked-about')
    const asked = await curious.iam.send(simulating(curious.arn, ['ecr:PutImage']))
    expect(asked.EvaluationResults).toHaveLength(1)
    await expectDenied(curious.iam.send(simulating(other.arn, ['ecr:PutImage'])), curious, action, other.arn)
  })

  test('for a role with a resource’s policy, unless CallerArn names a user', async ({ iam, identities }) => {
    await identities.addRole('unnamed')
    const ResourcePolicy = JSON.stringify(policyOf({ Principal: '*', Action: 'ecr:PutImage' }))
    const asked = { ResourcePolicy, ResourceArns: [arnOf('team/app')] }
    const arn = `arn:aws:iam::${account}:role/unnamed`
    await expectInvalid(
      iam.send(simulating(arn, ['ecr:PutImage'], asked)),
      'Invalid caller - Caller cannot be null or empty.',
    )
    const CallerArn = `arn:aws:iam::${account}:user/anybody`
    const { EvaluationResults: results } = await iam.send(simulating(arn, ['ecr:PutImage'], { ...asked, CallerArn }))
    expect(results).toMatchObject([{ EvalDecision: 'allowed' }])
  })
})
