import { describe, expect, test } from 'vitest'
import { type AccessRequest, contextOf, type Principal } from './access-request.ts'
import type { AttachedPolicy, PolicyKind } from './attached-policy.ts'
import { compilePolicy } from './compile-policy.ts'
import { denialReason } from './denial-reason.ts'
import { evaluate } from './evaluate.ts'
import type { Grammar } from './grammar.ts'
import { parsePolicy } from './parse-policy.ts'

/** Examples of AWS's pages and of tutorials, from their documents to the decision. */

const account = '123456789012'
const repository = (name: string) => `arn:aws:ecr:eu-central-1:${account}:repository/${name}`

function userOf(accountOfUser: string, name: string): Principal {
  return {
    kind: 'user',
    arn: `arn:aws:iam::${accountOfUser}:user/${name}`,
    account: accountOfUser,
    userId: `AIDA${name}`,
  }
}

function attach(kind: PolicyKind, grammar: Grammar, statements: unknown, version = '2012-10-17'): AttachedPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: version, Statement: statements }), grammar)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { kind, attachedTo: 'arn:aws:iam::aws:policy/Example', name: 'Example', policy: compilePolicy(parsed) }
}

function ask(
  policies: readonly AttachedPolicy[],
  request: Pick<AccessRequest, 'principal' | 'action' | 'resource'> & { readonly resourceAccount?: string },
  values: Parameters<typeof contextOf>[0] = {},
): string {
  const evaluation = evaluate(policies, { resourceAccount: account, ...request, context: contextOf(values) })
  return evaluation.decision === 'allowed'
    ? `allowed by ${evaluation.decidedBy?.sid ?? 'none'}`
    : denialReason(evaluation)
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html */
describe('a user who saves a file to a bucket of another account', () => {
  const principal = userOf('111111111111', 'carlossalazar')
  const own = attach('identity', 'identity', [
    { Sid: 'AllowS3ListRead', Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
    {
      Sid: 'AllowS3ProductionObjectActions',
      Effect: 'Allow',
      Action: 's3:*Object*',
      Resource: 'arn:aws:s3:::Production/*',
    },
    { Sid: 'DenyS3Logs', Effect: 'Deny', Action: 's3:*', Resource: ['arn:aws:s3:::*log*', 'arn:aws:s3:::*log*/*'] },
  ])
  const production = attach('resource', 'registry', [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject*', 's3:PutObject*', 's3:ReplicateObject', 's3:RestoreObject'],
      Principal: { AWS: principal.kind === 'user' ? principal.arn : '' },
      Resource: 'arn:aws:s3:::Production/*',
    },
  ])
  const save = (resource: string) => ({ principal, action: 's3:PutObject', resource, resourceAccount: '222222222222' })

  test('is denied s3:PutObject in the bucket for logs by their own policy', () => {
    const denied = 'with an explicit deny in an identity-based policy'
    expect(ask([own], save('arn:aws:s3:::Production-logs/file'))).toBe(denied)
  })

  test('is allowed s3:PutObject in the Production bucket, but not s3:DeleteObject', () => {
    expect(ask([own, production], save('arn:aws:s3:::Production/file'))).toBe('allowed by none')
    expect(ask([own, production], { ...save('arn:aws:s3:::Production/file'), action: 's3:DeleteObject' })).toBe(
      'because no resource-based policy allows the s3:DeleteObject action',
    )
  })
})

describe('a group policy for one repository', () => {
  const principal = userOf(account, 'amar')
  const developers = attach('identity', 'identity', {
    Effect: 'Allow',
    Action: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:PutImage'],
    Resource: repository('randserver'),
  })
  const readOnly = attach('identity', 'identity', {
    Sid: 'ReadOnly',
    Effect: 'Allow',
    Action: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage'],
    Resource: '*',
  })
  const login = { principal, action: 'ecr:GetAuthorizationToken', resource: '*' }

  test('does not allow GetAuthorizationToken, which needs the resource *', () => {
    expect(ask([developers], login)).toBe(
      'because no identity-based policy allows the ecr:GetAuthorizationToken action',
    )
    expect(ask([developers, readOnly], login)).toBe('allowed by ReadOnly')
  })

  test('allows PutImage to that repository and to no other', () => {
    const push = { principal, action: 'ecr:PutImage', resource: repository('randserver') }
    expect(ask([developers, readOnly], push)).toBe('allowed by none')
    expect(ask([developers, readOnly], { ...push, resource: repository('randserver2') })).toBe(
      'because no identity-based policy allows the ecr:PutImage action',
    )
  })
})

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
describe("a repository's policy", () => {
  const anything = attach('identity', 'identity', { Effect: 'Allow', Action: 'ecr:*', Resource: '*' })
  const pull = (principal: Principal) => ({ principal, action: 'ecr:BatchGetImage', resource: repository('my-repo') })
  const noResource = 'because no resource-based policy allows the ecr:BatchGetImage action'

  test('allows two users of another account to pull, and a third one every action', () => {
    const other = '999999999999'
    const names = ['pull-user-1', 'pull-user-2'].map((name) => `arn:aws:iam::${other}:user/${name}`)
    const statements = [
      {
        Sid: 'AllowPull',
        Effect: 'Allow',
        Principal: { AWS: names },
        Action: ['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
      },
      {
        Sid: 'AllowAll',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${other}:user/admin-user` },
        Action: ['ecr:*'],
      },
    ]
    const policies = [anything, attach('resource', 'repository', statements, '2008-10-17')]
    expect(ask(policies, pull(userOf(other, 'pull-user-2')))).toBe('allowed by AllowPull')
    expect(ask(policies, pull(userOf(other, 'pull-user-3')))).toBe(noResource)
    expect(ask(policies, { ...pull(userOf(other, 'pull-user-2')), action: 'ecr:PutImage' })).toBe(
      'because no resource-based policy allows the ecr:PutImage action',
    )
    expect(ask(policies, { ...pull(userOf(other, 'admin-user')), action: 'ecr:PutImage' })).toBe('allowed by AllowAll')
  })

  test('allows every principal from one network, except from one address', () => {
    const policy = attach('resource', 'repository', {
      Sid: 'IPAllow',
      Effect: 'Allow',
      Principal: '*',
      Action: 'ecr:*',
      Condition: {
        NotIpAddress: { 'aws:SourceIp': '54.240.143.188/32' },
        IpAddress: { 'aws:SourceIp': '54.240.143.0/24' },
      },
    })
    const from = (address: string) => ask([policy], pull(userOf(account, 'amar')), { 'aws:SourceIp': address })
    const noIdentity = 'because no identity-based policy allows the ecr:BatchGetImage action'
    expect(from('54.240.143.187')).toBe('allowed by IPAllow')
    expect(from('54.240.143.188')).toBe(noIdentity)
    expect(from('54.240.144.1')).toBe(noIdentity)
    expect(ask([policy], pull(userOf(account, 'amar')))).toBe(noIdentity)
  })

  test('allows a service to pull for one project', () => {
    const project = `arn:aws:codebuild:eu-central-1:${account}:project/app`
    const policy = attach('resource', 'repository', {
      Sid: 'CodeBuildAccess',
      Effect: 'Allow',
      Principal: { Service: 'codebuild.amazonaws.com' },
      Action: 'ecr:BatchGetImage',
      Condition: { ArnLike: { 'aws:SourceArn': project }, StringEquals: { 'aws:SourceAccount': account } },
    })
    const service: Principal = { kind: 'service', service: 'codebuild.amazonaws.com' }
    const forProject = (arn: string) =>
      ask([policy], pull(service), { 'aws:SourceArn': arn, 'aws:SourceAccount': account })
    expect(forProject(project)).toBe('allowed by CodeBuildAccess')
    expect(forProject(`${project}2`)).toBe(noResource)
    expect(ask([policy], pull(service))).toBe(noResource)
  })

  test('denies all principals but one, by NotPrincipal or by aws:PrincipalArn', () => {
    const amar = userOf(account, 'amar')
    const denied = 'with an explicit deny in a resource-based policy'
    const names = [`arn:aws:iam::${account}:user/amar`, account]
    const byName = attach('resource', 'repository', { Effect: 'Deny', NotPrincipal: { AWS: names }, Action: 'ecr:*' })
    const half = attach('resource', 'repository', { Effect: 'Deny', NotPrincipal: { AWS: account }, Action: 'ecr:*' })
    const byArn = attach('resource', 'repository', {
      Effect: 'Deny',
      Principal: '*',
      Action: 'ecr:*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': names[0] } },
    })
    const values = { 'aws:PrincipalArn': names[0] ?? '' }
    const boundary = attach('boundary', 'identity', { Effect: 'Allow', Action: '*', Resource: '*' })
    expect(ask([anything, byName], pull(amar))).toBe('allowed by none')
    expect(ask([anything, byName], pull(userOf(account, 'other')))).toBe(denied)
    expect(ask([anything, byName, boundary], pull(amar))).toBe(denied)
    expect(ask([anything, half], pull(amar))).toBe(denied)
    expect(ask([anything, byArn, boundary], pull(amar), values)).toBe('allowed by none')
    expect(ask([anything, byArn], pull(amar), { 'aws:PrincipalArn': 'arn:aws:iam::1:user/amar' })).toBe(denied)
  })

  test('allows a user what an earlier statement allows only their account', () => {
    const amar = userOf(account, 'amar')
    const to = (name: string) => ({ Sid: name, Effect: 'Allow', Principal: { AWS: name }, Action: 'ecr:*' })
    const policy = attach('resource', 'repository', [to(account), to(`arn:aws:iam::${account}:user/amar`)])
    expect(ask([policy], pull(amar))).toBe(`allowed by arn:aws:iam::${account}:user/amar`)
  })
})

/** Examples of AWS's pages on variables and tags. */
describe('a policy for a group', () => {
  const tagged = attach('identity', 'identity', [
    {
      Sid: 'Own',
      Effect: 'Allow',
      Action: 'ecr:*',
      Resource: "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team, 'company-wide'}/*",
    },
    {
      Effect: 'Deny',
      Action: 'ecr:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ])
  const push = (name: string) => ({
    principal: userOf(account, 'amar'),
    action: 'ecr:PutImage',
    resource: repository(name),
  })
  const noIdentity = 'because no identity-based policy allows the ecr:PutImage action'

  test('allows each team its own repositories by a principal tag', () => {
    expect(ask([tagged], push('yellow/app'), { 'aws:PrincipalTag/team': 'yellow' })).toBe('allowed by Own')
    expect(ask([tagged], push('red/app'), { 'aws:PrincipalTag/team': 'yellow' })).toBe(noIdentity)
    expect(ask([tagged], push('company-wide/app'))).toBe('allowed by Own')
    expect(ask([tagged], push('red/app'), { 'aws:PrincipalTag/team': '*' })).toBe(noIdentity)
  })

  test('denies a request without TLS', () => {
    const values = { 'aws:PrincipalTag/team': 'yellow', 'aws:SecureTransport': 'false' }
    expect(ask([tagged], push('yellow/app'), values)).toBe('with an explicit deny in an identity-based policy')
  })
})
