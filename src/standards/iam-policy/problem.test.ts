import { expect, test } from 'vitest'
import type { Grammar } from './grammar.ts'
import { parsePolicy } from './parse-policy.ts'
import { malformedSentence } from './problem.ts'

const statement = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' }
const trusting = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }

const legacy = 'The policy failed legacy parsing'
const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'

const identity = (policy: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [policy] })

test.each<[string, string, Grammar, string]>([
  ['an empty action', identity({ ...statement, Action: '' }), 'identity', vendor],
  ['an action without a service, and no resource', identity({ Effect: 'Allow', Action: 'x' }), 'identity', vendor],
  [
    'an action with two colons',
    identity({ ...statement, Action: 's3:List:Bucket' }),
    'identity',
    'Actions/Condition can contain only one colon.',
  ],
  [
    'an action of an invalid service',
    identity({ ...statement, Action: 'a a:ListBucket' }),
    'identity',
    'Vendor a a is not valid',
  ],
  [
    'an action of a service with a star in it',
    identity({ ...statement, Action: 'ecr*:PutImage' }),
    'identity',
    'Vendor ecr* is not valid',
  ],
  ['an ARN of five parts', identity({ ...statement, Resource: 'arn:aws:s3::example' }), 'identity', legacy],
  ['an ARN of five parts in a list', identity({ ...statement, Resource: ['*', 'arn:aws:s3::x'] }), 'identity', legacy],
  [
    'a NotResource that is an ARN of five parts',
    identity({ Effect: 'Allow', Action: 'ecr:*', NotResource: 'arn:aws:s3::example' }),
    'identity',
    legacy,
  ],
  [
    'an ARN of five parts in a session policy',
    identity({ ...statement, Resource: 'arn:aws:s3::x' }),
    'session',
    legacy,
  ],
  ['an ARN without a service', identity({ ...statement, Resource: 'arn:aws::::example' }), 'identity', legacy],
  [
    'an ARN that ends before its service',
    identity({ ...statement, Resource: 'arn:aws' }),
    'identity',
    'Resource vendor must be fully qualified and cannot contain regexes.',
  ],
  [
    'an ARN of any service',
    identity({ ...statement, Resource: 'arn:aws:*:::example' }),
    'identity',
    'Resource vendor must be fully qualified and cannot contain regexes.',
  ],
  [
    'an ARN of an invalid partition',
    identity({ ...statement, Resource: 'arn:error:s3::example' }),
    'identity',
    'Partition "error" is not valid for resource "arn:error:s3::example:*".',
  ],
  [
    'a short ARN of an invalid partition',
    identity({ ...statement, Resource: 'arn:b' }),
    'identity',
    'Partition "b" is not valid for resource "arn:b:*:*:*:*".',
  ],
  [
    'an ARN without the prefix arn',
    identity({ ...statement, Resource: 'aws:s3:::example' }),
    'identity',
    'Partition "s3" is not valid for resource "arn:s3:::example:*".',
  ],
  [
    'the ARN of a user with a region',
    identity({ ...statement, Resource: 'arn:aws:iam:us-east-1::user/ada' }),
    'identity',
    'IAM resource arn:aws:iam:us-east-1::user/ada cannot contain region information.',
  ],
  [
    'an IAM ARN whose path has no known type',
    identity({ ...statement, Resource: 'arn:aws:iam:::example' }),
    'identity',
    'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  ],
  [
    'the ARN of a bucket with a region',
    identity({ ...statement, Resource: 'arn:aws:s3:us-east-1::example' }),
    'identity',
    'Resource arn:aws:s3:us-east-1::example can not contain region information.',
  ],
  ['an effect in small letters', identity({ ...statement, Effect: 'allow' }), 'identity', legacy],
  [
    'an invalid date',
    identity({ ...statement, Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } }),
    'identity',
    legacy,
  ],
  [
    'an ARN of five parts, and no version',
    JSON.stringify({ Statement: { ...statement, Resource: 'arn:aws:s3::example' } }),
    'managed',
    'Policy document must be version 2012-10-17 or greater.',
  ],
  ['an ARN of five parts, and no action', identity({ Effect: 'Allow', Resource: 'arn:aws:s3::x' }), 'identity', legacy],
  [
    'a service principal without a domain',
    identity({ ...trusting, Principal: { Service: 'lambda' } }),
    'trust',
    'Invalid principal in policy: "SERVICE":"lambda"',
  ],
])('a policy with %s is refused in IAM’s words', (_, text, grammar, expected) => {
  const parsed = parsePolicy(text, grammar)
  expect('problems' in parsed ? malformedSentence(parsed) : 'well-formed').toBe(expected)
})
