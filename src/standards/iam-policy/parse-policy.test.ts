import { describe, expect, test } from 'vitest'
import type { Grammar } from './grammar.ts'
import { parsePolicy } from './parse-policy.ts'
import type { Policy } from './policy.ts'
import { malformedSentence, type ProblemReason } from './problem.ts'

const account = '123456789012'
const statement = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' }
const granting = { Effect: 'Allow', Action: 'ecr:*', Principal: '*' }
const trusting = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }

function identity(...statements: readonly unknown[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

function require(text: string, grammar: Grammar): Policy {
  const parsed = parsePolicy(text, grammar)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed
}

function reasons(text: string, grammar: Grammar): readonly ProblemReason[] {
  const parsed = parsePolicy(text, grammar)
  return 'problems' in parsed ? parsed.problems.map(({ reason }) => reason) : []
}

function sentence(text: string, grammar: Grammar): string {
  const parsed = parsePolicy(text, grammar)
  return 'problems' in parsed ? malformedSentence(parsed) : 'well-formed'
}

describe('a document', () => {
  test('is parsed into its statements, principals, patterns and conditions', () => {
    const text = `{
      "Version": "2012-10-17", "Id": "ECRPolicyId1",
      "Statement": {
        "Sid": "IPAllow", "Effect": "Allow", "Principal": { "AWS": ["${account}", "*"], "Service": "codebuild.amazonaws.com" },
        "NotAction": ["ecr:Delete*", "iam:*"], "Resource": "arn:aws:ecr:us-east-1:${account}:repository/my-repo",
        "Condition": { "ipaddress": { "aws:SourceIp": "54.240.143.0/24" }, "Bool": { "aws:SecureTransport": true },
          "NumericLessThan": { "x:y": [1.50, "2"] } }
      }
    }`
    expect(require(text, 'repository')).toEqual({
      version: '2012-10-17',
      id: 'ECRPolicyId1',
      statements: [
        {
          sid: 'IPAllow',
          effect: 'Allow',
          principals: {
            negated: false,
            names: [
              { type: 'AWS', name: account },
              { type: 'AWS', name: '*' },
              { type: 'Service', name: 'codebuild.amazonaws.com' },
            ],
          },
          actions: { negated: true, patterns: ['ecr:Delete*', 'iam:*'] },
          resources: { negated: false, patterns: [`arn:aws:ecr:us-east-1:${account}:repository/my-repo`] },
          conditions: [
            { operator: 'IpAddress', key: 'aws:SourceIp', values: ['54.240.143.0/24'] },
            { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
            { operator: 'NumericLessThan', key: 'x:y', values: ['1.50', '2'] },
          ],
        },
      ],
    })
  })

  test('has the version 2008-10-17 unless it states another', () => {
    expect(require(JSON.stringify({ Statement: granting }), 'repository').version).toBe('2008-10-17')
    expect(require(JSON.stringify({ Version: '2008-10-17', Statement: granting }), 'repository').version).toBe(
      '2008-10-17',
    )
  })

  test('is refused with all its problems and their places', () => {
    const text = identity(
      { ...statement, Action: 'x' },
      { Effect: 'allow', Action: 'ecr:*', Resource: ['arn:aws:ecr', 'x'] },
    )
    expect(parsePolicy(text, 'identity')).toEqual({
      problems: [
        { reason: 'invalid-action', at: 'Statement[0].Action', given: 'x' },
        { reason: 'failed-legacy-parsing', at: 'Statement[1].Effect', given: '' },
        { reason: 'invalid-resource', at: 'Statement[1].Resource', given: 'x' },
      ],
    })
  })
})

const syntax = 'Syntax errors in policy.'
const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'

describe('the sentence about a policy with', () => {
  test.each<[string, string, Grammar, string]>([
    ['no valid JSON', 'x', 'identity', syntax],
    ['a list as its document', '[]', 'identity', syntax],
    ['equal keys', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}', 'identity', syntax],
    ['no statement', '{"Version":"2012-10-17"}', 'identity', syntax],
    ['an empty list of statements', identity(), 'identity', syntax],
    ['a statement that is a text', identity('x'), 'identity', syntax],
    [
      'no version',
      JSON.stringify({ Statement: [statement] }),
      'managed',
      'Policy document must be version 2012-10-17 or greater.',
    ],
    [
      'an old version',
      JSON.stringify({ Version: '2008-10-17', Statement: [statement] }),
      'managed',
      'Policy document must be version 2012-10-17 or greater.',
    ],
    ['an invented version', JSON.stringify({ Version: '2024-10-17', Statement: [statement] }), 'identity', syntax],
    [
      'a principal',
      identity({ ...statement, Principal: '*' }),
      'identity',
      'Policy document should not specify a principal.',
    ],
    [
      'a NotPrincipal in a session policy',
      identity({ ...statement, NotPrincipal: '*' }),
      'session',
      'Policy document should not specify a principal.',
    ],
    ['no action', identity({ Effect: 'Allow', Resource: '*' }), 'identity', 'Policy statement must contain actions.'],
    [
      'an empty list of actions',
      identity({ ...statement, Action: [] }),
      'identity',
      'Policy statement must contain actions.',
    ],
    [
      'no resource',
      identity({ Effect: 'Allow', Action: 'ecr:*' }),
      'identity',
      'Policy statement must contain resources.',
    ],
    [
      'an empty list of resources',
      identity({ ...statement, Resource: [] }),
      'identity',
      'Policy statement must contain resources.',
    ],
    [
      'a resource that is a bare name',
      identity({ ...statement, Resource: 'app' }),
      'identity',
      'Resource app must be in ARN format or "*".',
    ],
    ['an action without a service', identity({ ...statement, Action: 'PutImage' }), 'identity', vendor],
    [
      'equal Sids',
      identity({ ...statement, Sid: 'a' }, { ...statement, Sid: 'a' }),
      'identity',
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'a Sid with blanks',
      identity({ ...statement, Sid: 'a b' }),
      'identity',
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    [
      'a resource in a trust policy',
      identity({ ...trusting, Resource: '*' }),
      'trust',
      'Has prohibited field Resource',
    ],
    [
      'a NotPrincipal in a trust policy',
      identity({ Effect: 'Allow', Action: 'sts:AssumeRole', NotPrincipal: '*' }),
      'trust',
      'Has prohibited field NotPrincipal',
    ],
    [
      'no principal in a trust policy',
      identity({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
      'trust',
      'Missing required field Principal',
    ],
    [
      'actions of ECR in a trust policy',
      identity({ ...trusting, Action: 'ecr:*' }),
      'trust',
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'the action * in a trust policy',
      identity({ ...trusting, Action: '*' }),
      'trust',
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'a principal that is the bare name of a user',
      identity({ ...trusting, Principal: { AWS: 'amar' } }),
      'trust',
      'Invalid principal in policy: "AWS":"amar"',
    ],
    [
      'several problems is about the gravest, and',
      identity({ ...statement, Resource: [], Sid: '!' }, { Effect: 'Maybe' }),
      'identity',
      syntax,
    ],
    [
      'problems of Sid and resource is about the Sid, and',
      identity({ ...statement, Resource: [], Sid: '!' }),
      'identity',
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
  ])('%s has IAM’s words', (_, text, grammar, expected) => {
    expect(sentence(text, grammar)).toBe(expected)
  })
})

describe('a statement with', () => {
  test.each<[object, ProblemReason]>([
    [{ Effect: undefined }, 'invalid-effect'],
    [{ Effect: 'ALLOW' }, 'failed-legacy-parsing'],
    [{ Effect: 'Permit' }, 'invalid-effect'],
    [{ Effect: ['Allow'] }, 'invalid-effect'],
    [{ Sid: 1 }, 'wrong-type'],
    [{ Action: 1 }, 'wrong-type'],
    [{ Action: ['ecr:*', null] }, 'wrong-type'],
    [{ Action: { ecr: '*' } }, 'wrong-type'],
    [{ Action: 'ecr:Put:Image' }, 'several-colons'],
    [{ Action: 'ecr*:PutImage' }, 'invalid-vendor'],
    [{ Action: '**:PutImage' }, 'invalid-vendor'],
    [{ Action: ':PutImage' }, 'invalid-vendor'],
    [{ Action: 'ecr:' }, 'invalid-action'],
    [{ Action: 'ecr:PutImage ' }, 'invalid-action'],
    [{ Action: 'есr:PutImage' }, 'invalid-vendor'],
    [{ NotAction: 'ecr:*' }, 'both-forms'],
    [{ NotResource: '*' }, 'both-forms'],
    [{ Resource: null }, 'wrong-type'],
    [{ Resource: 'arn' }, 'invalid-resource'],
    [{ Resource: 'arn:' }, 'invalid-resource'],
    [{ Resource: 'arn*' }, 'invalid-resource'],
    [{ Resource: 'ARN:aws:ecr:*:*:*' }, 'invalid-resource'],
    [{ Resource: 'arn:aws:ecr:*:${aws:PrincipalAccount}:repository/x' }, 'invalid-resource'],
    [{ Resource: '${aws:username}' }, 'invalid-resource'],
    [{ Resource: 'arn:aws:ecr:*:*:${aws:username' }, 'invalid-variable'],
    [{ action: 'ecr:*' }, 'unknown-element'],
    [{ Асtion: 'ecr:*' }, 'unknown-element'],
    [{ constructor: 'ecr:*' }, 'unknown-element'],
    [{ Condition: [] }, 'wrong-type'],
    [{ Condition: null }, 'wrong-type'],
    [{ Condition: { StringEquals: 'aws:username' } }, 'wrong-type'],
    [{ Condition: { StringEquals: { 'aws:username': { a: 1 } } } }, 'wrong-type'],
    [{ Condition: { StringEquals: { 'aws:username': null } } }, 'wrong-type'],
    [{ Condition: { StringEquals: { username: 'amar' } } }, 'invalid-condition-key'],
    [{ Condition: { StringEquals: { 'accounts.example.com': 'amar' } } }, 'invalid-condition-key'],
    [{ Condition: { StringEquals: { 'аws:username': 'amar' } } }, 'invalid-condition-key'],
    [{ Condition: { StringEquals: { 'a ws:username': 'amar' } } }, 'invalid-condition-key'],
    [{ Condition: { StringEquals: { ':username': 'amar' } } }, 'invalid-condition-key'],
    [{ Condition: { StringEquals: { 'aws:': 'amar' } } }, 'invalid-condition-key'],
    [{ Condition: { StringMatches: { 'aws:username': 'amar' } } }, 'unknown-operator'],
    [{ Condition: { 'ForSomeValues:StringEquals': { 'aws:username': 'amar' } } }, 'unknown-operator'],
    [{ Condition: { StringEqualsIfExistsIfExists: { 'aws:username': 'amar' } } }, 'unknown-operator'],
    [{ Condition: { NullIfExists: { 'aws:username': 'true' } } }, 'unknown-operator'],
    [{ Condition: { 'ForAnyValue:Null': { 'aws:username': 'true' } } }, 'unknown-operator'],
    [{ Condition: { 'StringLi\u212ae': { 'aws:username': 'amar' } } }, 'unknown-operator'],
    [{ Condition: { toString: { 'aws:username': 'amar' } } }, 'unknown-operator'],
    [{ Condition: { stringequals: { 'a:b': 'x' }, StringEquals: { 'a:b': 'y' } } }, 'duplicate-key'],
    [{ Condition: { StringLike: { 'aws:username': '${' } } }, 'invalid-condition-value'],
    [{ Condition: { NumericEquals: { 'a:b': 'ten' } } }, 'invalid-condition-value'],
    [{ Condition: { NumericEquals: { 'a:b': true } } }, 'invalid-condition-value'],
    [{ Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } }, 'failed-legacy-parsing'],
    [{ Condition: { Bool: { 'aws:SecureTransport': 'yes' } } }, 'invalid-condition-value'],
    [{ Condition: { Null: { 'aws:TokenIssueTime': '' } } }, 'invalid-condition-value'],
    [{ Condition: { BinaryEquals: { 'a:b': '%' } } }, 'invalid-condition-value'],
    [{ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } } }, 'invalid-condition-value'],
    [{ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.*' } } }, 'invalid-condition-value'],
    [{ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3' } } }, 'invalid-condition-value'],
  ])('%j is refused', (change, reason) => {
    expect(reasons(identity({ ...statement, ...change }), 'identity')).toEqual([reason])
  })

  test.each<object>([
    { Action: '*' },
    { Action: '*:*' },
    { Action: '*:Get*' },
    { Action: 'service-prefix:action-name' },
    { Action: ['s3-s:ListBucket', 's3.s:List_Bucket', 'a4b:2Do', 'newservice:*'] },
    { Action: 'ecr-public:Get*' },
    { Action: ['ECR:putimage', 'ecr:?et*'] },
    { Resource: 'arn:aws:ecr' },
    { Resource: ['arn:aws:ecr:*:*:repository/${aws:username}/*', '*'] },
    { Resource: ['arn:aws:ecr:us-east-1', 'arn:aws:s33:::x', 'arn:aws:s3:::a::b', 'arn:aws:iam::*:user/*'] },
    { Resource: ['arn:*:s3:::x', 'arn:aws-*:s3:::x', 'arn:aws-us-gov:s3:::x', 'arn:aws-cn:ecr:*:*:repository/?'] },
    { Resource: ['arn:aws:s3:us-west-2:123456789012:accesspoint/a/object/*', 'arn:aws:iam:*:*:role/x'] },
    { Resource: 'arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*' },
    { Resource: 'arn:aws:s3:::b/${oidc.eks.us-east-1.amazonaws.com/id/ABC_1:sub}' },
    { Condition: { StringLike: { 's3:prefix': "a/${token.actions.githubusercontent.com:repository, 'x'}" } } },
    { Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } } },
    { Condition: { StringLike: { 'oidc.eks.us-east-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:*:*' } } },
    { Condition: { StringEquals: { 'tenant.auth0.example/:aud': 'x', 'idp.example/realms/a_b~c:sub': 'x' } } },
    { Condition: { StringEquals: { 'saml:aud': 'x', 'graph.facebook.com:app_id': 'x' } } },
    { Condition: { Null: { 'accounts.google.com:oaud': 'true' }, NumericEquals: { 'a.b/c:d': 1 } } },
    { Sid: '' },
    { Condition: {} },
    { Condition: { StringEquals: {} } },
    { Condition: { StringEquals: { 'aws:PrincipalTag/cost center': [] } } },
    { Condition: { 'forallvalues:STRINGLIKEifexists': { 'aws:TagKeys': ['a', 1, false] } } },
  ])('%j is accepted', (change) => {
    expect(reasons(identity({ ...statement, ...change }), 'identity')).toEqual([])
  })
})

describe('principals', () => {
  const user = `arn:aws:iam::${account}:user/dev/amar`
  const asPrincipal = (principal: unknown) => identity({ ...granting, Principal: principal })

  test.each<unknown>([
    '*',
    { AWS: '*' },
    { AWS: [account, user, `arn:aws-cn:iam::${account}:root`] },
    { AWS: `arn:aws:iam::${account}:role/aws-service-role/x.amazonaws.com/R` },
    { AWS: `arn:aws:sts::${account}:assumed-role/ci/build-7@x` },
    { AWS: `arn:aws:sts::${account}:federated-user/guest` },
    { AWS: 'AIDAJQABLZS4A3QDU576Q' },
    { Service: ['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'], AWS: account },
    { Federated: ['accounts.google.com', `arn:aws:iam::${account}:saml-provider/x`] },
  ])('%j are accepted', (principal) => {
    expect(reasons(asPrincipal(principal), 'repository')).toEqual([])
  })

  test.each<[unknown, ProblemReason]>([
    [account, 'invalid-principal'],
    [user, 'invalid-principal'],
    [['*'], 'wrong-type'],
    [{}, 'no-principal'],
    [{ AWS: [] }, 'no-principal'],
    [{ AWS: 1 }, 'wrong-type'],
    [{ AWS: '' }, 'invalid-principal'],
    [{ AWS: '12345678901' }, 'invalid-principal'],
    [{ AWS: `arn:aws:iam::${account}:user/*` }, 'invalid-principal'],
    [{ AWS: `arn:aws:iam::${account}:user/a?` }, 'invalid-principal'],
    [{ AWS: `arn:aws:iam::*:root` }, 'invalid-principal'],
    [{ AWS: `arn:aws:iam::${account}:group/dev` }, 'invalid-principal'],
    [{ AWS: `arn:aws:sts::${account}:assumed-role/ci/*` }, 'invalid-principal'],
    [{ AWS: `arn:aws:sts::${account}:assumed-role/ci` }, 'invalid-principal'],
    [{ AWS: `${user}\n` }, 'invalid-principal'],
    [{ AWS: `arn:aws:iam::${account}:user/${'x'.repeat(2048)}` }, 'invalid-principal'],
    [{ Service: '*' }, 'invalid-principal'],
    [{ Service: 'lambda' }, 'invalid-principal'],
    [{ Federated: '*' }, 'invalid-principal'],
    [{ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, 'invalid-principal'],
    [{ aws: '*' }, 'invalid-principal'],
    [{ constructor: '*' }, 'invalid-principal'],
  ])('%j are refused', (principal, reason) => {
    expect(reasons(asPrincipal(principal), 'repository')).toEqual([reason])
  })

  test('in a NotPrincipal are accepted in the policies of repositories and registries', () => {
    const text = identity({ Effect: 'Deny', Action: 'ecr:*', Resource: '*', NotPrincipal: { AWS: account } })
    expect(reasons(text, 'repository')).toEqual([])
    expect(reasons(text, 'registry')).toEqual([])
  })
})

describe('the grammar', () => {
  test('of a repository policy needs no Resource, and allows equal Sids and blanks in them', () => {
    const pull = { ...granting, Sid: 'allow public pull' }
    expect(reasons(identity(pull, pull), 'repository')).toEqual([])
    expect(reasons(identity(pull), 'registry')).toEqual(['no-resource'])
    expect(reasons(identity({ ...pull, Resource: '*' }), 'registry')).toEqual([])
    expect(reasons(identity(statement), 'repository')).toEqual(['no-principal'])
  })

  test('of a trust policy accepts a policy without a version', () => {
    expect(reasons(JSON.stringify({ Statement: [trusting] }), 'trust')).toEqual([])
  })
})
