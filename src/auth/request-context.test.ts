import { expect, test } from 'vitest'
import { rootOf, scopeOf } from '../../test/support/callers.ts'
import type { Caller } from '../request/caller.ts'
import type { Access, Scope } from '../request/operation.ts'
import { callerOfKey, callerOfSession } from './caller-rules.ts'
import { contextOf, hasOneValue } from './request-context.ts'

const account = '123456789012'
const root = rootOf(account)
const user = callerOfKey({ id: 'A', account, user_id: 'AIDAQ', name: 'ada', path: '/team/', auth_epoch: 0 })
const session = callerOfSession({
  id: 'ASIA',
  account,
  kind: 'role',
  identity_id: 'AROAQ',
  session_name: 'build',
  created_at: Date.UTC(2026, 0, 1),
  expires_at: Date.UTC(2026, 0, 2),
  name: 'ci',
  path: '/',
  auth_epoch: 0,
})
const client: Scope['client'] = {
  sourceIp: '203.0.113.7',
  isSecure: true,
  userAgent: 'docker/28',
  referer: 'http://a/',
}

function asked(key: string, caller: Caller = user, context?: Access['context']): readonly string[] | undefined {
  const scope = { ...scopeOf(user, 'eu-west-1', { client }), caller }
  const callers = { policies: [], sourceIdentity: undefined, tags: new Map([['team', 'blue']]) }
  const tags = new Map([
    ['stage', ['prod']],
    ['cost', ['1', '2']],
  ])
  const resources = { account: '999999999999', resourceId: 0, policies: [], own: undefined, tags }
  return contextOf({ scope, own: context, callers, resources, nowMs: Date.UTC(2026, 1, 3, 4, 5, 6, 789) })(key)
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
test.each([
  ['aws:principalarn', `arn:aws:iam::${account}:user/team/ada`],
  ['aws:principalaccount', account],
  ['aws:principaltype', 'User'],
  ['aws:userid', 'AIDAQ'],
  ['aws:username', 'ada'],
  ['aws:principaltag/team', 'blue'],
  ['aws:sourceip', '203.0.113.7'],
  ['aws:securetransport', 'true'],
  ['aws:useragent', 'docker/28'],
  ['aws:referer', 'http://a/'],
  ['aws:requestedregion', 'eu-west-1'],
  ['aws:currenttime', '2026-02-03T04:05:06Z'],
  ['aws:epochtime', String(Date.UTC(2026, 1, 3, 4, 5, 6) / 1000)],
  ['aws:viaawsservice', 'false'],
  ['aws:resourceaccount', '999999999999'],
  ['aws:resourcetag/stage', 'prod'],
  ['ecr:resourcetag/stage', 'prod'],
])('a request of a user has the context key %s with the value %s', (key, value) => {
  expect(asked(key)).toEqual([value])
})

test.each([
  'aws:tokenissuetime',
  'aws:multifactorauthpresent',
  'aws:principaltag/other',
  'aws:resourcetag/other',
  'aws:tagkeys',
  'aws:calledvia',
  'aws:sourcearn',
  'aws:sourceaccount',
  'ecr:accountsetting',
  'ec2:region',
])('a request of a user has no context key %s', (key) => {
  expect(asked(key)).toBeUndefined()
})

test('a request of a role session has the ARN of the role and the time when the session began', () => {
  expect(asked('aws:principalarn', session)).toEqual([`arn:aws:iam::${account}:role/ci`])
  expect(asked('aws:principaltype', session)).toEqual(['AssumedRole'])
  expect(asked('aws:userid', session)).toEqual(['AROAQ:build'])
  expect(asked('aws:username', session)).toBeUndefined()
  expect(asked('aws:tokenissuetime', session)).toEqual(['2026-01-01T00:00:00Z'])
  expect(asked('aws:multifactorauthpresent', session)).toEqual(['false'])
})

test('a request of root has the principal type Account and no user name', () => {
  expect(asked('aws:principaltype', root)).toEqual(['Account'])
  expect(asked('aws:username', root)).toBeUndefined()
})

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
test('a request without credentials has the word anonymous for account and user id, and neither an ARN nor a user name', () => {
  const anonymous: Caller = { principal: { kind: 'anonymous' } }
  expect(asked('aws:principaltype', anonymous)).toEqual(['Anonymous'])
  expect(asked('aws:principalaccount', anonymous)).toEqual(['anonymous'])
  expect(asked('aws:userid', anonymous)).toEqual(['anonymous'])
  for (const key of ['aws:principalarn', 'aws:username', 'aws:tokenissuetime', 'aws:multifactorauthpresent'])
    expect(asked(key, anonymous)).toBeUndefined()
})

test('an operation adds context keys of its own', () => {
  expect(asked('aws:tagkeys', user, { 'aws:tagkeys': ['a', 'b'] })).toEqual(['a', 'b'])
})

test('a tag that the resource has in two spellings is one context key with both values', () => {
  expect(asked('aws:resourcetag/cost')).toEqual(['1', '2'])
})

test.each(['aws:resourcetag/a', 'ecr:resourcetag/a', 'iam:resourcetag/a', 'aws:requesttag/a', 'ecr:imagedigest'])(
  'the context key %s has one value',
  (key) => {
    expect(hasOneValue(key)).toBe(true)
  },
)

test.each(['aws:tagkeys', 'sts:transitivetagkeys', 'ecr:imagetag', 'aws:sourceip'])(
  'the context key %s may have several values',
  (key) => {
    expect(hasOneValue(key)).toBe(false)
  },
)
