import { expect, test } from 'vitest'
import { type AccessRequest, contextOf } from './access-request.ts'
import type { AttachedPolicy } from './attached-policy.ts'
import { compilePolicy } from './compile-policy.ts'
import { questionOf } from './evaluate.ts'
import { findAllIn, nearMissesIn } from './finding.ts'
import { parsePolicy } from './parse-policy.ts'

const account = '123456789012'
const repository = `arn:aws:ecr:eu-west-1:${account}:repository/team/app`
const amar = `arn:aws:iam::${account}:user/amar`
const request: AccessRequest = {
  action: 'ecr:PutImage',
  resource: repository,
  resourceAccount: account,
  principal: { kind: 'user', arn: amar, account, userId: 'AIDAAMAR' },
  context: contextOf({ 'aws:SourceIp': '198.51.100.1' }),
}

function attach(...statements: readonly object[]): AttachedPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'registry')
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { kind: 'resource', attachedTo: repository, name: 'policy', policy: compilePolicy(parsed) }
}

const allow = { Effect: 'Allow', Principal: { AWS: amar }, Action: 'ecr:*', Resource: '*' }
const policy = attach(
  { ...allow, Sid: 'fits' },
  { ...allow, Sid: 'pulls', Action: 'ecr:BatchGetImage' },
  { ...allow, Sid: 'denies', Effect: 'Deny' },
  { ...allow, Sid: 'of others', Principal: { AWS: '999999999999' } },
  { ...allow, Sid: 'elsewhere', Resource: 'arn:aws:ecr:*:*:repository/other' },
  {
    ...allow,
    Sid: 'from the office',
    Condition: { Bool: { 'aws:SecureTransport': 'false' }, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  },
)
const question = questionOf([policy], { ...request, context: withTransport(request) })

function withTransport({ context }: AccessRequest): AccessRequest['context'] {
  return (key) => (key === 'aws:securetransport' ? ['false'] : context(key))
}

test('findAllIn finds all statements that apply, in the order of the policy', () => {
  expect(findAllIn(policy, question).map(({ sid, effect, statement }) => [sid, effect, statement])).toEqual([
    ['fits', 'Allow', 0],
    ['denies', 'Deny', 2],
  ])
})

test('nearMissesIn finds statements about the action that do not apply, with the first part that fails', () => {
  expect(nearMissesIn(policy, question)).toMatchObject([
    { sid: 'of others', statement: 3, lack: 'principal' },
    { sid: 'elsewhere', statement: 4, lack: 'resource' },
    { sid: 'from the office', statement: 5, lack: { operator: 'IpAddress', key: 'aws:SourceIp' } },
  ])
})
