import { expect } from 'vitest'
import { policyOf, trusting } from '../../support/identities.ts'
import { account, strangerAccount } from '../ecr-test.ts'
import { askIam } from '../../support/signed-query.ts'
import { assume, expectDeniedToAssume, nextName, roleArn, test } from './sts-test.ts'

/** A trust policy names those whom it trusts, one by one: a pattern would trust whoever takes a name later. */

test.for([
  `arn:aws:iam::${account}:user/*`,
  `arn:aws:iam::${account}:role/dev-*`,
  `arn:aws:iam::*:root`,
  'arn:aws:iam::*:user/ada',
  `arn:aws:sts::${account}:assumed-role/*/build`,
  `${account.slice(0, -1)}*`,
  'AIDA*',
  '**',
  '?',
])('CreateRole refuses the wildcard principal %s in a trust policy', async (AWS, { server }) => {
  const AssumeRolePolicyDocument = JSON.stringify(trusting({ AWS }))
  const answer = await askIam(server, { Action: 'CreateRole', RoleName: nextName(), AssumeRolePolicyDocument })
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('<Code>MalformedPolicyDocument</Code>')])
  expect(answer.text).toContain('Invalid principal in policy')
})

test('the principal * trusts a user of another account if their own policy allows it, too', async ({
  identities,
  foreigners,
  stsOf,
}) => {
  const [name, user] = [nextName(), await foreigners.addUser(nextName())]
  await identities.addRole(name, trusting('*'))
  const sts = stsOf(user.credentials)
  await expectDeniedToAssume(sts.send(assume(name)), user.arn, roleArn(name))
  await foreigners.putInlinePolicy(user.id, policyOf({ Action: 'sts:AssumeRole', Resource: roleArn(name) }))
  const { AssumedRoleUser } = await sts.send(assume(name))
  expect(AssumedRoleUser?.Arn).toContain(`:${account}:assumed-role/`)
})

test('the principal * with a condition trusts only principals that meet it, and no confused deputy', async ({
  identities,
  foreigners,
  stsOf,
}) => {
  const [ours, theirs] = [await identities.addUser(nextName()), await foreigners.addUser(nextName())]
  await foreigners.putInlinePolicy(theirs.id, policyOf({ Action: 'sts:AssumeRole' }))
  const name = nextName()
  const Condition = { StringEquals: { 'aws:PrincipalAccount': account, 'sts:ExternalId': `of-${strangerAccount}` } }
  await identities.addRole(name, trusting('*', { Condition }))
  for (const ExternalId of [undefined, `of-${strangerAccount}`]) {
    const denied = stsOf(theirs.credentials).send(assume(name, { ExternalId }))
    await expectDeniedToAssume(denied, theirs.arn, roleArn(name))
  }
  await identities.putInlinePolicy(ours.id, policyOf({ Action: 'sts:AssumeRole' }))
  const sts = stsOf(ours.credentials)
  await expectDeniedToAssume(sts.send(assume(name)), ours.arn, roleArn(name))
  expect((await sts.send(assume(name, { ExternalId: `of-${strangerAccount}` }))).AssumedRoleUser).toBeDefined()
})
