import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam'
import { GetAccessKeyInfoCommand, GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { account, arnOf } from '../ecr-test.ts'
import { assume, credentialsOf, expectRefused, listImages, nextName, test, whoAmI } from './sts-test.ts'

const everything = policyOf({ Action: '*' })
const onlyLists = JSON.stringify(policyOf({ Action: 'ecr:ListImages' }))
const secondsLeft = (expiration: Date | undefined): number =>
  Math.round((Number(expiration) - Date.now()) / 60_000) * 60
const noDevice =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.'

const expectRefusedToSession = (answer: Promise<unknown>, name: string) =>
  expectRefused(answer, 'AccessDenied', `Cannot call ${name} with session credentials`, 403)

describe('GetSessionToken', () => {
  test('gives a user’s session their rights for 12 hours, without asking a policy', async ({
    identities,
    stsOf,
    ecrOf,
    repository,
  }) => {
    const user = await identities.addUser(nextName())
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:ListImages' }))
    await identities.putInlinePolicy(user.id, policyOf({ Effect: 'Deny', Action: 'sts:*' }))
    const answer = await stsOf(user.credentials).send(new GetSessionTokenCommand())
    expect(secondsLeft(answer.Credentials?.Expiration)).toBe(12 * 3600)
    const session = credentialsOf(answer)
    expect(await stsOf(session).send(whoAmI)).toMatchObject({ UserId: user.id, Arn: user.arn })
    expect((await ecrOf(session).send(listImages(repository.name))).imageIds).toEqual([])
  })

  test('gives root’s session one hour', async ({ root, stsOf, server }) => {
    const answer = await root.send(new GetSessionTokenCommand({ DurationSeconds: 129_600 }))
    expect(secondsLeft(answer.Credentials?.Expiration)).toBe(3600)
    const arn = `arn:aws:iam::${server.account}:root`
    expect(await stsOf(credentialsOf(answer)).send(whoAmI)).toMatchObject({ UserId: account, Arn: arn })
  })

  test('gives a session that may use no operation of STS but AssumeRole', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    await identities.putInlinePolicy(user.id, everything)
    await identities.addRole(name)
    const session = stsOf(credentialsOf(await stsOf(user.credentials).send(new GetSessionTokenCommand())))
    await expectRefusedToSession(session.send(new GetSessionTokenCommand()), 'GetSessionToken')
    await expectRefusedToSession(session.send(new GetFederationTokenCommand({ Name: 'bob' })), 'GetFederationToken')
    const keyInfo = new GetAccessKeyInfoCommand({ AccessKeyId: user.credentials.accessKeyId })
    await expectRefusedToSession(session.send(keyInfo), 'GetAccessKeyInfo')
    expect((await session.send(assume(name))).AssumedRoleUser).toBeDefined()
  })

  test('gives a session that may not use IAM, as GetFederationToken does, for lack of MFA', async ({
    root,
    server,
  }) => {
    for (const issued of [
      await root.send(new GetSessionTokenCommand()),
      await root.send(new GetFederationTokenCommand({ Name: 'bob', Policy: JSON.stringify(everything) })),
    ]) {
      const { url: endpoint, region } = server
      const iam = new IAMClient({ endpoint, region, credentials: credentialsOf(issued), maxAttempts: 1 })
      const message = 'The security token included in the request is invalid.'
      await expectRefused(iam.send(new ListUsersCommand({})), 'InvalidClientTokenId', message, 403)
    }
  })

  test('refuses every MFA code', async ({ root }) => {
    const SerialNumber = `arn:aws:iam::${account}:mfa/phone`
    const withCode = new GetSessionTokenCommand({ SerialNumber, TokenCode: '123456' })
    await expectRefused(root.send(withCode), 'AccessDenied', noDevice, 403)
  })

  test('is refused to a role’s session, as GetFederationToken is', async ({ identities, stsOf }) => {
    const [user, name] = [await identities.addUser(nextName()), nextName()]
    await identities.putInlinePolicy(user.id, everything)
    await identities.putInlinePolicy(await identities.addRole(name), everything)
    const session = stsOf(credentialsOf(await stsOf(user.credentials).send(assume(name))))
    await expectRefusedToSession(session.send(new GetSessionTokenCommand()), 'GetSessionToken')
    await expectRefusedToSession(session.send(new GetFederationTokenCommand({ Name: 'bob' })), 'GetFederationToken')
  })
})

describe('GetFederationToken', () => {
  const federate = (Name: string, Policy?: string) => new GetFederationTokenCommand({ Name, Policy })
  const arn = `arn:aws:sts::${account}:federated-user/bob`

  test('gives a session what both the user and the policy allow', async ({ identities, stsOf, ecrOf, repository }) => {
    const user = await identities.addUser(nextName())
    await identities.putInlinePolicy(user.id, policyOf({ Action: ['sts:GetFederationToken', 'ecr:*'] }))
    const { $metadata: _, ...answer } = await stsOf(user.credentials).send(federate('bob', onlyLists))
    expect(answer).toMatchObject({
      FederatedUser: { FederatedUserId: `${account}:bob`, Arn: arn },
      PackedPolicySize: expect.any(Number) as number,
    })
    expect(secondsLeft(answer.Credentials?.Expiration)).toBe(12 * 3600)
    const bob = credentialsOf(answer)
    expect(await stsOf(bob).send(whoAmI)).toMatchObject({ UserId: `${account}:bob`, Account: account, Arn: arn })
    expect((await ecrOf(bob).send(listImages(repository.name))).imageIds).toEqual([])
    await identities.removeInlinePolicy(user.id)
    await expect(ecrOf(bob).send(listImages(repository.name))).rejects.toThrow(
      `User: ${arn} is not authorized to perform: ecr:ListImages on resource: ${arnOf(repository.name)} because no identity-based policy allows`,
    )
  })

  test('gives a session without rights when no policy is passed', async ({ identities, stsOf, ecrOf, repository }) => {
    const user = await identities.addUser(nextName())
    await identities.putInlinePolicy(user.id, everything)
    const bob = credentialsOf(await stsOf(user.credentials).send(federate('bob')))
    const list = ecrOf(bob).send(listImages(repository.name))
    await expect(list).rejects.toThrow('because no session policy allows the ecr:ListImages action')
  })

  test('gives root’s session the rights of the policy for one hour', async ({ root, ecrOf, repository }) => {
    const answer = await root.send(federate('bob', onlyLists))
    expect(secondsLeft(answer.Credentials?.Expiration)).toBe(3600)
    const bob = ecrOf(credentialsOf(answer))
    expect((await bob.send(listImages(repository.name))).imageIds).toEqual([])
  })

  test('needs the right to the federated user’s name, and sts:TagSession for tags', async ({ identities, stsOf }) => {
    const user = await identities.addUser(nextName())
    await identities.putInlinePolicy(user.id, policyOf({ Action: 'sts:GetFederationToken', Resource: arn }))
    const sts = stsOf(user.credentials)
    expect((await sts.send(federate('bob'))).FederatedUser?.Arn).toBe(arn)
    const denied = (action: string, resource: string) =>
      `User: ${user.arn} is not authorized to perform: sts:${action} on resource: ${resource} because no identity-based policy allows the sts:${action} action`
    const eve = denied('GetFederationToken', `arn:aws:sts::${account}:federated-user/eve`)
    await expectRefused(sts.send(federate('eve')), 'AccessDenied', eve, 403)
    const tagged = new GetFederationTokenCommand({ Name: 'bob', Tags: [{ Key: 'team', Value: 'a' }] })
    await expectRefused(sts.send(tagged), 'AccessDenied', denied('TagSession', arn), 403)
  })

  test('gives a session that may use no operation of STS', async ({ root, stsOf }) => {
    const bob = stsOf(credentialsOf(await root.send(federate('bob', JSON.stringify(everything)))))
    await expectRefusedToSession(bob.send(assume('some')), 'AssumeRole')
    await expectRefusedToSession(bob.send(federate('eve')), 'GetFederationToken')
    await expectRefusedToSession(bob.send(new GetSessionTokenCommand()), 'GetSessionToken')
  })

  test('gives the session the tags that are passed', async ({ root, ecrOf, newRepository }) => {
    const mine = await newRepository('tagged/app')
    const Policy = JSON.stringify(policyOf({ Action: 'ecr:*', Resource: arnOf('${aws:PrincipalTag/team}/*') }))
    const session = (Value: string) =>
      root.send(new GetFederationTokenCommand({ Name: 'bob', Policy, Tags: [{ Key: 'Team', Value }] }))
    const [inside, outside] = [credentialsOf(await session('tagged')), credentialsOf(await session('other'))]
    expect((await ecrOf(inside).send(listImages(mine.name))).imageIds).toEqual([])
    await expect(ecrOf(outside).send(listImages(mine.name))).rejects.toThrow('no session policy allows')
  })
})
