import type { StsOperations } from '../../src/generated/sts.ts'
import { stsOperations } from '../../src/sts/operations.ts'
import { rootOf, scopeOf } from './callers.ts'
import { account } from './iam-requests.ts'
import type { Needed, Rights } from './rights.ts'

/**
 * Every operation of STS, and what its caller needs.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */

export const roleArn = `arn:aws:iam::${account}:role/dev/CI`
const federatedArn = `arn:aws:sts::${account}:federated-user/bob`
const scope = scopeOf(rootOf(account), 'us-east-1', { door: 'api' })
const plain = { tags: [], sourceIdentity: null }

interface StsRequest {
  readonly input: Readonly<Record<string, unknown>>
  readonly needed: readonly Needed[]
}

/** Who one is, and a session, may be asked for by everybody. */
const requests: Readonly<Record<keyof StsOperations, StsRequest>> = {
  GetCallerIdentity: { input: {}, needed: [] },
  GetSessionToken: { input: {}, needed: [] },
  AssumeRole: {
    input: { RoleArn: roleArn, RoleSessionName: 'build', ExternalId: 'theirs' },
    needed: [
      {
        action: 'sts:AssumeRole',
        resource: roleArn,
        context: { 'sts:rolesessionname': ['build'], 'sts:externalid': ['theirs'] },
      },
    ],
  },
  AssumeRoleWithWebIdentity: {
    input: { RoleArn: roleArn, RoleSessionName: 'build', WebIdentityToken: 'a token' },
    needed: [{ action: 'sts:AssumeRoleWithWebIdentity', resource: '*' }],
  },
  GetFederationToken: {
    input: { Name: 'bob' },
    needed: [{ action: 'sts:GetFederationToken', resource: federatedArn }],
  },
  GetAccessKeyInfo: {
    input: { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    needed: [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  },
  DecodeAuthorizationMessage: {
    input: { EncodedMessage: 'unreadable' },
    needed: [{ action: 'sts:DecodeAuthorizationMessage', resource: '*' }],
  },
}

export const stsRights: readonly (Rights & { readonly label: keyof StsOperations })[] = (
  Object.keys(stsOperations) as (keyof StsOperations)[]
).map((label) => ({ label, operation: stsOperations[label], found: plain, scope, ...requests[label] }))

const asked = { 'aws:requesttag/a': ['b'], 'aws:tagkeys': ['a'] }
const session = { ...asked, 'sts:rolesessionname': ['build'], 'sts:sourceidentity': ['diego'] }

/** Tags and a source identity take rights of their own. */
export const stsRightsOfTags: readonly Rights[] = [
  {
    label: 'AssumeRole, tagged',
    operation: stsOperations.AssumeRole,
    input: { RoleArn: roleArn, RoleSessionName: 'build', Tags: [{ Key: 'a', Value: 'b' }], SourceIdentity: 'diego' },
    found: { tags: [{ key: 'a', value: 'b', isTransitive: true }], sourceIdentity: 'diego' },
    scope,
    needed: ['AssumeRole', 'TagSession', 'SetSourceIdentity'].map((name) => ({
      action: `sts:${name}`,
      resource: roleArn,
      context: session,
    })),
  },
  {
    label: 'GetFederationToken, tagged',
    operation: stsOperations.GetFederationToken,
    input: { Name: 'bob', Tags: [{ Key: 'a', Value: 'b' }] },
    scope,
    needed: ['GetFederationToken', 'TagSession'].map((name) => ({
      action: `sts:${name}`,
      resource: federatedArn,
      context: asked,
    })),
  },
]
