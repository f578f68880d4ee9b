import { expect, test } from 'vitest'
import { neededToAssume, requireRoleArn } from './assume-role-rules.ts'

const RoleArn = 'arn:aws:iam::123456789012:role/team/deployer'
const input = { RoleArn, RoleSessionName: 'me' }

test('a session takes the right to assume its role', () => {
  expect(neededToAssume(input, { tags: [], sourceIdentity: null })).toEqual([
    { action: 'sts:AssumeRole', resource: RoleArn, context: { 'sts:rolesessionname': ['me'] } },
  ])
})

test('tags and a source identity take rights of their own, in one context', () => {
  const request = {
    ...input,
    ExternalId: 'theirs',
    Tags: [{ Key: 'team', Value: 'red' }],
    TransitiveTagKeys: ['team'],
  }
  const needed = neededToAssume(request, {
    tags: [{ key: 'team', value: 'red', isTransitive: true }],
    sourceIdentity: 'alice',
  })
  expect(needed.map(({ action }) => action)).toEqual(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])
  for (const { resource, context } of needed) {
    expect([resource, context]).toEqual([
      RoleArn,
      {
        'sts:rolesessionname': ['me'],
        'sts:externalid': ['theirs'],
        'sts:sourceidentity': ['alice'],
        'aws:requesttag/team': ['red'],
        'aws:tagkeys': ['team'],
        'sts:transitivetagkeys': ['team'],
      },
    ])
  }
})

test.each([RoleArn, 'arn:aws:iam::123456789012:role/deployer'])('the ARN %s names a role', (arn) => {
  expect(() => {
    requireRoleArn(arn)
  }).not.toThrow()
})

test.each([
  ['role/deployer', 'role/deployer is invalid'],
  ['arn:aws:iam::123456789012:role/', 'Request ARN is invalid'],
  ['arn:aws:iam::123456789012:user/deployer', 'Request ARN is invalid'],
  ['arn:aws:s3:::role/deployer', 'Request ARN is invalid'],
])('the ARN %s is refused', (arn, message) => {
  expect(() => {
    requireRoleArn(arn)
  }).toThrow(expect.objectContaining({ code: 'ValidationException', message }))
})
