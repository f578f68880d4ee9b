import { policyPlace } from '../ecr/policies/policy-place.ts'
import { describe, expect, test } from 'vitest'
import { type AccessRequest, contextOf, type Principal } from '../standards/iam-policy/access-request.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { compilePolicy } from '../standards/iam-policy/compile-policy.ts'
import { evaluate } from '../standards/iam-policy/evaluate.ts'
import type { Grammar } from '../standards/iam-policy/grammar.ts'
import { parsePolicy } from '../standards/iam-policy/parse-policy.ts'
import { type Decision, nearMissesOf, reasonOf, remediesOf, sayingsOf } from './explain.ts'

const account = '123456789012'
const repository = `arn:aws:ecr:eu-central-1:${account}:repository/randserver`
const group = `arn:aws:iam::${account}:group/randserver-developers`
const policyArn = `arn:aws:iam::${account}:policy/EcrPushPullRandserverDevelopers`

const developer: Principal = { kind: 'user', arn: `arn:aws:iam::${account}:user/dev`, account, userId: 'AIDADEV' }
const stranger: Principal = {
  kind: 'user',
  arn: 'arn:aws:iam::999999999999:user/carlos',
  account: '999999999999',
  userId: 'AIDACARLOS',
}
const session: Principal = {
  kind: 'role-session',
  arn: `arn:aws:sts::${account}:assumed-role/ci/build`,
  account,
  roleArn: `arn:aws:iam::${account}:role/ci`,
  roleId: 'AROACI',
}

type Attachment = Pick<AttachedPolicy, 'kind' | 'attachedTo' | 'name'>

function attach(attachment: Attachment, grammar: Grammar, ...statements: readonly object[]): AttachedPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), grammar)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { ...attachment, policy: compilePolicy(parsed) }
}

const ofGroup = (...statements: readonly object[]) =>
  attach({ kind: 'identity', attachedTo: group, name: policyArn }, 'identity', ...statements)
const ofRepository = (...statements: readonly object[]) =>
  attach({ kind: 'resource', attachedTo: repository, name: 'policy' }, 'repository', ...statements)

function decisionOf(
  principal: Principal,
  policies: readonly AttachedPolicy[],
  asked: Partial<AccessRequest> = {},
): Decision {
  const request = {
    action: 'ecr:PutImage',
    resource: repository,
    resourceAccount: account,
    principal,
    context: contextOf({ 'aws:SourceIp': '198.51.100.1' }),
    ...asked,
  }
  return { policies, request, evaluation: evaluate(policies, request), resourcePlace: policyPlace }
}

test('a policy that grants GetAuthorizationToken on a repository grants nothing', () => {
  const policy = ofGroup({
    Effect: 'Allow',
    Action: ['ecr:GetAuthorizationToken', 'ecr:PutImage'],
    Resource: repository,
  })
  const decision = decisionOf(developer, [policy], { action: 'ecr:GetAuthorizationToken', resource: '*' })
  expect(reasonOf(decision)).toBe('because no identity-based policy allows the ecr:GetAuthorizationToken action')
  expect(sayingsOf(decision)).toEqual([])
  expect(nearMissesOf(decision)).toEqual([
    `statement 1 of the policy ${policyArn} of ${group} matches the action, but not the resource`,
  ])
  expect(remediesOf(decision)).toEqual([
    'add {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}' +
      ` to an identity-based policy of ${developer.arn}`,
  ])
})

test('the reason for an allowed request names the statement that allows it, or root', () => {
  const allowed = decisionOf(developer, [ofGroup({ Sid: 'Push', Effect: 'Allow', Action: 'ecr:*', Resource: '*' })])
  expect(reasonOf(allowed)).toBe(`because statement 1 (Push) of the policy ${policyArn} of ${group} allows it`)
  expect(remediesOf(allowed)).toEqual([])
  const root: Principal = { kind: 'root', arn: `arn:aws:iam::${account}:root`, account }
  expect(reasonOf(decisionOf(root, []))).toBe('because root may do everything in its account')
})

test('the remedy for a denied request removes the Deny statement and adds an Allow statement', () => {
  const inOffice = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
  const decision = decisionOf(developer, [
    ofGroup({ Effect: 'Allow', Action: 'ecr:*', Resource: '*', Condition: inOffice }),
    ofRepository({ Sid: 'no pushes', Effect: 'Deny', Principal: '*', Action: 'ecr:PutImage' }),
  ])
  expect(reasonOf(decision)).toBe(`because statement 1 (no pushes) of the policy of ${repository} denies it`)
  expect(nearMissesOf(decision)).toEqual([
    `statement 1 of the policy ${policyArn} of ${group} matches the action, but its condition IpAddress aws:SourceIp does not hold`,
  ])
  expect(remediesOf(decision)).toEqual([
    `remove statement 1 (no pushes) of the policy of ${repository}`,
    `add {"Effect":"Allow","Action":"ecr:PutImage","Resource":"${repository}"} to an identity-based policy of ${developer.arn}`,
  ])
})

describe('the remedy adds a statement', () => {
  const allow = '{"Effect":"Allow"'
  const put = `"Action":"ecr:PutImage"`
  const about = `"Resource":"${repository}"}`
  const toStranger = `"Principal":{"AWS":"${stranger.arn}"}`
  const registry = `the policy of the registry ${account} in eu-central-1`

  test('to the identity and to the resource when they are in two accounts', () => {
    expect(remediesOf(decisionOf(stranger, []))).toEqual([
      `add ${allow},${put},${about} to an identity-based policy of ${stranger.arn}`,
      `add ${allow},${toStranger},${put}} to the policy of the repository ${repository}`,
    ])
  })

  test('to the identity alone when the repository policy allows the account of the caller', () => {
    const grant = { Effect: 'Allow', Principal: { AWS: '999999999999' }, Action: 'ecr:*' }
    const decision = decisionOf(stranger, [ofRepository(grant)])
    expect(sayingsOf(decision)).toEqual([`statement 1 of the policy of ${repository} allows it to the account`])
    expect(remediesOf(decision)).toEqual([
      `add ${allow},${put},${about} to an identity-based policy of ${stranger.arn}`,
    ])
  })

  test('to the registry policy when the request creates a repository or names all of them', () => {
    const ofStranger = attach({ kind: 'identity', attachedTo: stranger.arn, name: 'all' }, 'identity', {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
    })
    const all = `arn:aws:ecr:eu-central-1:${account}:repository/*`
    expect(remediesOf(decisionOf(stranger, [ofStranger], { action: 'ecr:CreateRepository' }))).toEqual([
      `add ${allow},${toStranger},"Action":"ecr:CreateRepository",${about} to ${registry}`,
    ])
    expect(remediesOf(decisionOf(stranger, [ofStranger], { action: 'ecr:ListImages', resource: all }))).toEqual([
      `add ${allow},${toStranger},"Action":"ecr:ListImages","Resource":"${all}"} to ${registry}, if REGISTRY_POLICY_SCOPE is V2`,
    ])
  })

  test('to no policy of another account for an IAM action, but advises to ask from that account', () => {
    const user = `arn:aws:iam::${account}:user/dev`
    expect(remediesOf(decisionOf(stranger, [], { action: 'iam:GetUser', resource: user }))).toEqual([
      `add ${allow},"Action":"iam:GetUser","Resource":"${user}"} to an identity-based policy of ${stranger.arn}`,
      `use a principal of the account ${account}, such as one of its roles`,
    ])
  })

  test('to the permissions boundary and to the session policy when they limit the caller', () => {
    const nothing = { Effect: 'Allow', Action: 'none:Nothing', Resource: '*' }
    const limits = [
      attach({ kind: 'boundary', attachedTo: session.roleArn, name: policyArn }, 'identity', nothing),
      attach({ kind: 'session', attachedTo: session.arn, name: 'session policy 1' }, 'session', nothing),
    ]
    expect(remediesOf(decisionOf(session, limits))).toEqual([
      `add ${allow},${put},${about} to an identity-based policy of ${session.roleArn}`,
      `add ${allow},${put},${about} to the permissions boundary ${policyArn} of ${session.roleArn}`,
      `add ${allow},${put},${about} to a session policy, when the session is made`,
    ])
  })

  test('to the trust policy of a role, without a Resource', () => {
    const role = `arn:aws:iam::${account}:role/ci`
    const trust = attach({ kind: 'trust', attachedTo: role, name: 'trust policy' }, 'trust', {
      Effect: 'Allow',
      Principal: { AWS: stranger.arn },
      Action: 'sts:AssumeRole',
    })
    expect(remediesOf(decisionOf(developer, [trust], { action: 'sts:AssumeRole', resource: role }))).toEqual([
      `add ${allow},"Principal":{"AWS":"${developer.arn}"},"Action":"sts:AssumeRole"} to the trust policy of ${role}`,
    ])
  })
})
