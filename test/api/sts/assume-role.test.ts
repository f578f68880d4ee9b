import { describe, expect } from 'vitest'
import { policyOf, trusting } from '../../support/identities.ts'
import { askSigned } from '../../support/signed-json.ts'
import { account, strangerAccount } from '../ecr-test.ts'
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
  whoAmI,
} from './sts-test.ts'

const mayAssume = policyOf({ Action: 'sts:AssumeRole' })

describe('a session of AssumeRole', () => {
  test('has the role’s identity and rights', async ({ identities, stsOf, ecrOf, repository, server }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    const id = await identities.addRole(name, trusting({ AWS: user.arn }))
    await identities.putInlinePolicy(id, policyOf({ Action: 'ecr:*' }))
    const startedAt = server.clock.now()
    const { $metadata: _, ...answer } = await stsOf(user.credentials).send(assume(name))
    const arn = `arn:aws:sts::${account}:assumed-role/${name}/build`
    expect(answer).toEqual({
      AssumedRoleUser: { AssumedRoleId: `${id}:build`, Arn: arn },
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/) as string,
        SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/) as string,
        SessionToken: expect.stringMatching(/^[A-Za-z0-9+/=]{60,2499}$/) as string,
        Expiration: expect.any(Date) as Date,
      },
    })
    const lastsMs = Number(answer.Credentials?.Expiration) - startedAt
    expect(Math.abs(lastsMs - 3_600_000)).toBeLessThan(60_000)
    const credentials = credentialsOf(answer)
    expect(await stsOf(credentials).send(whoAmI)).toMatchObject({ UserId: `${id}:build`, Account: account, Arn: arn })
    expect((await ecrOf(credentials).send(listImages(repository.name))).imageIds).toEqual([])
  })

  test('is refused once it has expired', async ({ identities, stsOf, server, repository }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    const id = await identities.addRole(name, trusting({ AWS: user.arn }))
    await identities.putInlinePolicy(id, policyOf({ Action: 'ecr:*' }))
    const credentials = credentialsOf(await stsOf(user.credentials).send(assume(name, { DurationSeconds: 900 })))
    const list = () => {
      const signedAt = new Date(server.clock.now())
      return askSigned(server, 'ListImages', { repositoryName: repository.name }, { credentials, signedAt })
    }
    server.clock.advance(895_000)
    const inTime = await list()
    server.clock.advance(5_000)
    const late = await list()
    server.clock.advance(-900_000)
    expect([inTime.status, late.json()]).toEqual([
      200,
      { __type: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
    ])
  })

  test('may last as long as the role allows, and no longer', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    await identities.addRole(name, trusting({ AWS: user.arn }), 7200)
    const sts = stsOf(user.credentials)
    expect((await sts.send(assume(name, { DurationSeconds: 7200 }))).Credentials).toBeDefined()
    await expectInvalidInput(
      sts.send(assume(name, { DurationSeconds: 7201 })),
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
    for (const [DurationSeconds, constraint] of [
      [899, 'greater than or equal to 900'],
      [43_201, 'less than or equal to 43200'],
    ] as const) {
      await expectInvalidInput(
        sts.send(assume(name, { DurationSeconds })),
        `1 validation error detected: Value '${DurationSeconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${constraint}`,
      )
    }
  })

  test('is refused with a malformed or too short session name', async ({ root }) => {
    await expectInvalidInput(
      root.send(assume('some', { RoleSessionName: 'a b' })),
      "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    )
    await expectInvalidInput(
      root.send(assume('some', { RoleSessionName: 'a' })),
      "1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    )
  })
})

describe('AssumeRole of a role', () => {
  test('admits the user that the trust policy names, and no other user', async ({ identities, stsOf }) => {
    const [user, other, name] = [await identities.addUser(nextName()), await identities.addUser(nextName()), nextName()]
    await identities.addRole(name, trusting({ AWS: user.arn }))
    expect((await stsOf(user.credentials).send(assume(name))).AssumedRoleUser).toBeDefined()
    await identities.putInlinePolicy(other.id, mayAssume)
    await expectDeniedToAssume(stsOf(other.credentials).send(assume(name)), other.arn, roleArn(name))
  })

  test('admits a user of the trusted account if their own policy allows it, too', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    await identities.addRole(name, trusting({ AWS: account }))
    await expectDeniedToAssume(stsOf(user.credentials).send(assume(name)), user.arn, roleArn(name))
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'sts:AssumeRole', Resource: roleArn(name) }))
    expect((await stsOf(user.credentials).send(assume(name))).AssumedRoleUser).toBeDefined()
  })

  test('admits a user of another account if both accounts allow it', async ({
    identities,
    foreigners,
    stsOf,
    ecrOf,
    repository,
  }) => {
    const [user, name] = [await foreigners.addUser(nextName()), nextName()]
    const id = await identities.addRole(name, trusting({ AWS: `arn:aws:iam::${strangerAccount}:root` }))
    await identities.putInlinePolicy(id, policyOf({ Action: 'ecr:ListImages' }))
    const sts = stsOf(user.credentials)
    await expectDeniedToAssume(sts.send(assume(name)), user.arn, roleArn(name))
    await foreigners.putInlinePolicy(user.id, mayAssume)
    const session = credentialsOf(await sts.send(assume(name)))
    expect((await ecrOf(session).send(listImages(repository.name))).imageIds).toEqual([])
    await expectDeniedToAssume(sts.send(assume('another')), user.arn, roleArn('another'))
  })

  test('requires the external id that the trust policy names', async ({ identities, foreigners, stsOf }) => {
    const [user, name] = [await foreigners.addUser(nextName()), nextName()]
    const Condition = { StringEquals: { 'sts:ExternalId': 'theirs' } }
    await identities.addRole(name, trusting({ AWS: user.arn }, { Condition }))
    await foreigners.putInlinePolicy(user.id, mayAssume)
    const sts = stsOf(user.credentials)
    for (const ExternalId of [undefined, 'mine']) {
      await expectDeniedToAssume(sts.send(assume(name, { ExternalId })), user.arn, roleArn(name))
    }
    expect((await sts.send(assume(name, { ExternalId: 'theirs' }))).AssumedRoleUser).toBeDefined()
  })

  test('requires the session name that the trust policy names', async ({ identities, stsOf }) => {
    const [userName, name] = [nextName(), nextName()]
    const user = await identities.addUser(userName)
    const Condition = { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } }
    await identities.addRole(name, trusting({ AWS: user.arn }, { Condition }))
    const sts = stsOf(user.credentials)
    await expectDeniedToAssume(sts.send(assume(name)), user.arn, roleArn(name))
    expect((await sts.send(assume(name, { RoleSessionName: userName }))).AssumedRoleUser).toBeDefined()
  })

  test('can be allowed by the tags of the role', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    const id = await identities.addRole(name)
    await identities.putInlinePolicy(
      user.id,
      policyOf({ Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:ResourceTag/Team': 'a' } } }),
    )
    await expectDeniedToAssume(stsOf(user.credentials).send(assume(name)), user.arn, roleArn(name))
    await identities.tagIdentity(id, 'team', 'a')
    expect((await stsOf(user.credentials).send(assume(name))).AssumedRoleUser).toBeDefined()
  })

  test('is denied to root', async ({ root }) => {
    const message = 'Roles may not be assumed by root accounts.'
    await expectRefused(root.send(assume('some')), 'AccessDenied', message, 403)
  })

  test('is denied for a missing role like for any other, even to a user who may assume every role', async ({
    identities,
    stsOf,
  }) => {
    const user = await identities.addUser(nextName())
    await identities.putInlinePolicy(user.id, mayAssume)
    await expectDeniedToAssume(stsOf(user.credentials).send(assume('absent')), user.arn, roleArn('absent'))
  })

  test('refuses an ARN that is not the ARN of a role', async ({ identities, stsOf }) => {
    const { credentials } = await identities.addUser(nextName())
    const sts = stsOf(credentials)
    const notAnArn = 'this is not the ARN of a role'
    await expectInvalidInput(sts.send(assume('', { RoleArn: notAnArn })), `${notAnArn} is invalid`)
    for (const resource of [`iam::${account}:user/some`, `sts::${account}:assumed-role/a/b`, `iam::${account}:role/`]) {
      const RoleArn = `arn:aws:${resource}`
      await expectInvalidInput(sts.send(assume('', { RoleArn })), 'Request ARN is invalid')
    }
  })
})

test('AssumeRole with ProvidedContexts answers NotImplemented, and with an MFA code AccessDenied', async ({
  identities,
  stsOf,
}) => {
  const [user, name] = [await identities.addUser(nextName()), nextName()]
  await identities.addRole(name, trusting({ AWS: user.arn }))
  const sts = stsOf(user.credentials)
  await expectRefused(
    sts.send(assume(name, { ProvidedContexts: [{ ProviderArn: 'arn:aws:iam::aws:contextProvider/IdentityCenter' }] })),
    'NotImplemented',
    'AssumeRole with ProvidedContexts is not implemented by this version of ecrd.',
    501,
  )
  await expectRefused(
    sts.send(assume(name, { SerialNumber: `arn:aws:iam::${account}:mfa/some`, TokenCode: '123456' })),
    'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    403,
  )
})
