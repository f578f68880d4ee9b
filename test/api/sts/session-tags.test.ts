import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { policyOf, trusting } from '../../support/identities.ts'
import { account, arnOf } from '../ecr-test.ts'
import {
  assume,
  credentialsOf,
  expectDeniedToAssume,
  expectInvalidInput,
  expectRefused,
  listImages,
  nextName,
  roleArn,
  test,
} from './sts-test.ts'

const everybody = trusting({ AWS: account })
const onlyAssume = trusting({ AWS: account }, { Action: 'sts:AssumeRole' })
const inTeam = policyOf({
  Action: ['ecr:*', 'sts:*'],
  Resource: ['arn:aws:iam::*:role/*', arnOf('${aws:PrincipalTag/team}/*')],
})
const all = policyOf({ Action: 'sts:*' })
const team = (Value: string) => [{ Key: 'Team', Value }]

describe('session tags', () => {
  test('are the values of aws:PrincipalTag', async ({ identities, stsOf, ecrOf, newRepository }) => {
    const [user, name, mine] = [await identities.addUser(nextName()), nextName(), await newRepository('green/app')]
    const id = await identities.addRole(name)
    await identities.putInlinePolicy(user.id, all)
    await identities.putInlinePolicy(id, inTeam)
    const sts = stsOf(user.credentials)
    const list = async (value: string) => {
      const session = credentialsOf(await sts.send(assume(name, { Tags: team(value) })))
      return ecrOf(session).send(listImages(mine.name))
    }
    expect((await list('green')).imageIds).toEqual([])
    await expect(list('red')).rejects.toThrow('no identity-based policy allows')
  })

  test('need sts:TagSession in the role’s trust policy, too', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    await identities.addRole(name, onlyAssume)
    await identities.putInlinePolicy(user.id, all)
    const sts = stsOf(user.credentials)
    const tagged = sts.send(assume(name, { Tags: team('a') }))
    await expectDeniedToAssume(tagged, user.arn, roleArn(name), 'TagSession')
    expect((await sts.send(assume(name))).Credentials).toBeDefined()
  })

  test('can be limited by conditions of the trust policy', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    const Condition = {
      StringEquals: { 'aws:RequestTag/team': 'a' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': 'Team' },
    }
    await identities.addRole(name, trusting({ AWS: user.arn }, { Condition }))
    const sts = stsOf(user.credentials)
    for (const Tags of [[], team('b'), [...team('a'), { Key: 'other', Value: '' }]]) {
      await expectDeniedToAssume(sts.send(assume(name, { Tags })), user.arn, roleArn(name))
    }
    expect((await sts.send(assume(name, { Tags: team('a') }))).PackedPolicySize).toBeGreaterThan(0)
  })

  test('are refused when they are duplicate, reserved or transitive without a value', async ({ identities, stsOf }) => {
    const { credentials } = await identities.addUser(nextName())
    const sts = stsOf(credentials)
    const refused = (input: Partial<AssumeRoleCommandInput>, message: string) =>
      expectRefused(sts.send(assume('some', input)), 'InvalidParameterValue', message, 400)
    await refused(
      { Tags: [...team('a'), { Key: 'TEAM', Value: 'b' }] },
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    )
    await refused(
      { Tags: team('a'), TransitiveTagKeys: ['other'] },
      'The specified transitive tag key must be included in the requested tags.',
    )
    await refused(
      { Tags: [{ Key: 'AWS:team', Value: '' }] },
      'The tag key aws:team is reserved: keys that start with aws: are those of AWS.',
    )
  })
})

describe('a chain of roles', () => {
  test('keeps transitive tags unchanged and drops the others', async ({ identities, stsOf, ecrOf, newRepository }) => {
    const [user, first, second] = [await identities.addUser(nextName()), nextName(), nextName()]
    const mine = await newRepository('blue/app')
    await identities.putInlinePolicy(user.id, all)
    for (const name of [first, second]) {
      await identities.putInlinePolicy(await identities.addRole(name, everybody), inTeam)
    }
    const input = { Tags: team('blue'), TransitiveTagKeys: ['team'] }
    const one = stsOf(credentialsOf(await stsOf(user.credentials).send(assume(first, input))))
    const two = credentialsOf(await one.send(assume(second)))
    expect((await ecrOf(two).send(listImages(mine.name))).imageIds).toEqual([])
    await expectRefused(
      one.send(assume(second, { Tags: [{ Key: 'team', Value: 'red' }] })),
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
      400,
    )
    const plain = stsOf(credentialsOf(await stsOf(user.credentials).send(assume(first, { Tags: team('blue') }))))
    const lost = credentialsOf(await plain.send(assume(second)))
    await expect(ecrOf(lost).send(listImages(mine.name))).rejects.toThrow('no identity-based policy allows')
  })

  test('needs sts:TagSession for its transitive tags', async ({ identities, stsOf }) => {
    const [user, first, second] = [await identities.addUser(nextName()), nextName(), nextName()]
    await identities.putInlinePolicy(user.id, all)
    await identities.putInlinePolicy(await identities.addRole(first), all)
    await identities.addRole(second, onlyAssume)
    const input = { Tags: team('a'), TransitiveTagKeys: ['Team'] }
    const one = stsOf(credentialsOf(await stsOf(user.credentials).send(assume(first, input))))
    const arn = `arn:aws:sts::${account}:assumed-role/${first}/build`
    await expectDeniedToAssume(one.send(assume(second)), arn, roleArn(second), 'TagSession')
  })

  test('is refused a duration above one hour', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    await identities.putInlinePolicy(user.id, all)
    await identities.putInlinePolicy(await identities.addRole(name, everybody, 7200), all)
    const one = stsOf(credentialsOf(await stsOf(user.credentials).send(assume(name))))
    expect((await one.send(assume(name, { DurationSeconds: 3600 }))).Credentials).toBeDefined()
    await expectInvalidInput(
      one.send(assume(name, { DurationSeconds: 3601 })),
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
  })
})

describe('a source identity', () => {
  test('stays the same along a chain of roles, and policies can ask for it', async ({
    identities,
    stsOf,
    ecrOf,
    repository,
  }) => {
    const [user, first, second] = [await identities.addUser(nextName()), nextName(), nextName()]
    await identities.putInlinePolicy(user.id, all)
    await identities.putInlinePolicy(await identities.addRole(first), all)
    const Condition = { StringEquals: { 'aws:SourceIdentity': 'diego' } }
    await identities.putInlinePolicy(await identities.addRole(second), policyOf({ Action: 'ecr:*', Condition }))
    const answer = await stsOf(user.credentials).send(assume(first, { SourceIdentity: 'diego' }))
    expect(answer.SourceIdentity).toBe('diego')
    const one = stsOf(credentialsOf(answer))
    const next = await one.send(assume(second))
    expect(next.SourceIdentity).toBe('diego')
    expect((await ecrOf(credentialsOf(next)).send(listImages(repository.name))).imageIds).toEqual([])
    expect((await one.send(assume(second, { SourceIdentity: 'diego' }))).SourceIdentity).toBe('diego')
    await expectInvalidInput(
      one.send(assume(second, { SourceIdentity: 'saanvi' })),
      'The source identity is already set for this assume role session',
    )
    const nobody = credentialsOf(await stsOf(user.credentials).send(assume(second)))
    await expect(ecrOf(nobody).send(listImages(repository.name))).rejects.toThrow('no identity-based policy allows')
  })

  test('needs sts:SetSourceIdentity and may be limited by a condition', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    const Condition = { StringLike: { 'sts:SourceIdentity': 'd*' } }
    await identities.addRole(name, trusting({ AWS: user.arn }, { Condition }))
    const sts = stsOf(user.credentials)
    await expectDeniedToAssume(sts.send(assume(name, { SourceIdentity: 'saanvi' })), user.arn, roleArn(name))
    expect((await sts.send(assume(name, { SourceIdentity: 'diego' }))).SourceIdentity).toBe('diego')
    const strict = nextName()
    await identities.addRole(strict, trusting({ AWS: user.arn }, { Action: 'sts:AssumeRole' }))
    const denied = sts.send(assume(strict, { SourceIdentity: 'diego' }))
    await expectDeniedToAssume(denied, user.arn, roleArn(strict), 'SetSourceIdentity')
  })
})
