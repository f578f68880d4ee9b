import { expect, test } from 'vitest'
import type { StsOperations } from '../../src/generated/sts.ts'
import type { Access } from '../../src/operation.ts'
import { stsOperations } from '../../src/sts/operations.ts'
import { rootOf, scopeOf } from '../support/callers.ts'

const scope = scopeOf(rootOf('000000000001'), 'us-east-1', { door: 'api' })

/**
 * Every operation of STS, and what its caller needs. A new one does not pass until it stands here.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
const roleArn = 'arn:aws:iam::000000000001:role/ci'
const neededOfSts: Readonly<
  Record<keyof StsOperations, { readonly input: object; readonly needed: readonly Access[] }>
> = {
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
  AssumeRoleWithWebIdentity: { input: {}, needed: [{ action: 'sts:AssumeRoleWithWebIdentity', resource: '*' }] },
  GetFederationToken: {
    input: { Name: 'bob' },
    needed: [{ action: 'sts:GetFederationToken', resource: 'arn:aws:sts::000000000001:federated-user/bob' }],
  },
  GetAccessKeyInfo: { input: {}, needed: [{ action: 'sts:GetAccessKeyInfo', resource: '*' }] },
  DecodeAuthorizationMessage: { input: {}, needed: [{ action: 'sts:DecodeAuthorizationMessage', resource: '*' }] },
}

test('who one is, and a session, may be asked for by everybody', () => {
  expect(Object.keys(neededOfSts).sort()).toEqual(Object.keys(stsOperations).sort())
  for (const [name, { input, needed }] of Object.entries(neededOfSts)) {
    const { access } = stsOperations[name as keyof StsOperations]
    expect([name, access(input, scope, { tags: [], sourceIdentity: null })]).toEqual([name, needed])
  }
})

test('tags and a source identity take rights of their own', () => {
  const role = { RoleArn: roleArn, RoleSessionName: 'build' }
  const session = { tags: [{ key: 'a', value: 'b', isTransitive: true }], sourceIdentity: 'diego' }
  const context = { 'sts:rolesessionname': ['build'], 'sts:sourceidentity': ['diego'] }
  expect(stsOperations.AssumeRole.access(role, scope, session)).toEqual(
    ['AssumeRole', 'TagSession', 'SetSourceIdentity'].map((name) => ({
      action: `sts:${name}`,
      resource: role.RoleArn,
      context,
    })),
  )
  const federated = { Name: 'bob', Tags: [{ Key: 'a', Value: 'b' }] }
  const asked = { 'aws:requesttag/a': ['b'], 'aws:tagkeys': ['a'] }
  const resource = 'arn:aws:sts::000000000001:federated-user/bob'
  expect(stsOperations.GetFederationToken.access(federated, scope, undefined)).toEqual([
    { action: 'sts:GetFederationToken', resource, context: asked },
    { action: 'sts:TagSession', resource, context: asked },
  ])
})
