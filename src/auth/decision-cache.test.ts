import { expect, test } from 'vitest'
import { contextOf } from '../standards/iam-policy/access-request.ts'
import type { AccessRequest } from '../standards/iam-policy/access-request.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { evaluate } from '../standards/iam-policy/evaluate.ts'
import { createCompiler } from './compile-documents.ts'
import { createDecisionCache } from './decision-cache.ts'

const account = '123456789012'
const ada = { kind: 'user', arn: `arn:aws:iam::${account}:user/ada`, account, userId: 'AIDAADA' } as const
const request: AccessRequest = {
  action: 'ecr:PutImage',
  resource: `arn:aws:ecr:us-east-1:${account}:repository/app`,
  resourceAccount: account,
  principal: ada,
  context: contextOf({ 'aws:SourceIp': '203.0.113.7', 'aws:PrincipalTag/team': 'blue', 'aws:UserAgent': 'docker' }),
}

function policyOf(statement: object): AttachedPolicy {
  const document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*', ...statement } }
  const policy = createCompiler()(JSON.stringify(document), 'identity')
  return { kind: 'identity', attachedTo: ada.arn, name: 'p', policy }
}

const policies = [
  policyOf({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
  policyOf({ Resource: `arn:aws:ecr:*:*:repository/\${aws:PrincipalTag/team}/*` }),
]

const asked = (values: Readonly<Record<string, string | readonly string[]>>): AccessRequest => ({
  ...request,
  context: contextOf(values),
})

test('an evaluation is reused for a request that differs only in context keys that no policy uses', () => {
  const remembering = createDecisionCache()
  const first = remembering(policies, request)
  expect(first).toEqual(evaluate(policies, request))
  const later = asked({ 'aws:SourceIp': '203.0.113.7', 'aws:PrincipalTag/team': 'blue', 'aws:UserAgent': 'skopeo' })
  expect(remembering([...policies], later)).toBe(first)
})

test.each<readonly [what: string, other: AccessRequest]>([
  ['its action', { ...request, action: 'ecr:BatchGetImage' }],
  ['its resource', { ...request, resource: `${request.resource}s` }],
  ['the account of the resource', { ...request, resourceAccount: '999999999999' }],
  ['its principal', { ...request, principal: { ...ada, userId: 'AIDAOTHER' } }],
  ['a value in a condition', asked({ 'aws:SourceIp': '198.51.100.1', 'aws:PrincipalTag/team': 'blue' })],
  ['a value of a variable', asked({ 'aws:SourceIp': '203.0.113.7', 'aws:PrincipalTag/team': 'red' })],
  ['a missing key', asked({ 'aws:PrincipalTag/team': 'blue' })],
  ['a key without a value', asked({ 'aws:SourceIp': [], 'aws:PrincipalTag/team': 'blue' })],
  ['a key that is not known', { ...request, unknown: { keys: new Set(['aws:sourceip']), applies: 'Deny' } }],
  ['a key with two values', asked({ 'aws:SourceIp': ['203.0.113.7', 'x'], 'aws:PrincipalTag/team': 'blue' })],
])('a request that differs in %s is evaluated anew', (_what, other) => {
  const remembering = createDecisionCache()
  const first = remembering(policies, request)
  expect(remembering(policies, other)).not.toBe(first)
  expect(remembering(policies, other)).toEqual(evaluate(policies, other))
})

test('values that look alike when they are joined do not share an evaluation', () => {
  const remembering = createDecisionCache()
  const both = [policyOf({ Condition: { StringEquals: { 'aws:UserAgent': 'a', 'aws:Referer': 'b' } } })]
  const first = remembering(both, asked({ 'aws:UserAgent': 'a1[1:b', 'aws:Referer': '' }))
  expect(remembering(both, asked({ 'aws:UserAgent': 'a', 'aws:Referer': 'b' }))).not.toBe(first)
})

test('a request is evaluated anew after one of its policies was replaced', () => {
  const remembering = createDecisionCache()
  const first = remembering(policies, request)
  const again = policyOf({ Effect: 'Deny' })
  expect(remembering([...policies.slice(1), again], request).decision).toBe('explicitDeny')
  expect(first.decision).toBe('allowed')
})
