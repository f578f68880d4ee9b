import {
  DeleteLoginProfileCommand,
  GetAccountPasswordPolicyCommand,
  GetLoginProfileCommand,
  type IAMClient,
  ListMFADevicesCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  ListSSHPublicKeysCommand,
  ListServerCertificatesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { account, outputOf } from '../ecr-test.ts'
import { arnOf, expectDenied, expectNoUser, expectRefusal, iamOf, newKey, newUser, test } from './iam-test.ts'

type Ask = (iam: IAMClient, input: { UserName?: string; Marker?: string }) => Promise<{ $metadata: object }>

/** What belongs to users, none of whom has it here. */
const listsOfUser: Readonly<Record<string, [ask: Ask, empty: object]>> = {
  ListSSHPublicKeys: [(iam, input) => iam.send(new ListSSHPublicKeysCommand(input)), { SSHPublicKeys: [] }],
  ListSigningCertificates: [(iam, input) => iam.send(new ListSigningCertificatesCommand(input)), { Certificates: [] }],
  ListServiceSpecificCredentials: [
    (iam, input) => iam.send(new ListServiceSpecificCredentialsCommand(input)),
    { ServiceSpecificCredentials: [] },
  ],
  ListMFADevices: [(iam, input) => iam.send(new ListMFADevicesCommand(input)), { MFADevices: [] }],
}

describe.each(Object.entries(listsOfUser))('%s', (name, [ask, empty]) => {
  test('is empty for a user who exists', async ({ iam }) => {
    const UserName = await newUser(iam)
    expect(await outputOf(ask(iam, { UserName }))).toEqual({ ...empty, IsTruncated: false })
  })

  test('refuses a user who does not exist', async ({ iam }) => {
    await expectNoUser(ask(iam, { UserName: 'absent' }), 'absent')
  })

  test('lists the caller’s own without a name, for which a right on themselves is enough', async ({
    iam,
    server,
    allowed,
  }) => {
    expect(await outputOf(ask(iam, {}))).toEqual({ ...empty, IsTruncated: false })
    const user = await allowed({ Action: 'iam:List*', Resource: arnOf('user/${aws:username}') })
    expect(await outputOf(ask(user.iam, {}))).toEqual({ ...empty, IsTruncated: false })
    const other = await newUser(iam)
    await expectDenied(ask(user.iam, { UserName: other }), user, `iam:${name}`, `user ${other}`)
    const nobody = iamOf(server, await newKey(iam, other))
    await expect(ask(nobody, {})).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  test('refuses a marker, for there is no second page', async ({ iam }) => {
    const UserName = await newUser(iam)
    const answer = ask(iam, { UserName, Marker: 'x' })
    await expectRefusal(answer, 'ValidationError', 'Invalid Marker.')
  })
})

test('listing the service-specific credentials of all users takes a right on all users', async ({ iam, allowed }) => {
  const all = new ListServiceSpecificCredentialsCommand({ AllUsers: true })
  expect(await outputOf(iam.send(all))).toEqual({ ServiceSpecificCredentials: [], IsTruncated: false })
  const user = await allowed({ Action: 'iam:*', Resource: arnOf('user/${aws:username}') })
  await expectDenied(user.iam.send(all), user, 'iam:ListServiceSpecificCredentials', arnOf('user/*'))
})

test('the lists of virtual MFA devices, server certificates and identity providers of an account are empty', async ({
  iam,
}) => {
  const notTruncated = { IsTruncated: false }
  expect(await outputOf(iam.send(new ListVirtualMFADevicesCommand({})))).toEqual({
    VirtualMFADevices: [],
    ...notTruncated,
  })
  expect(await outputOf(iam.send(new ListServerCertificatesCommand({})))).toEqual({
    ServerCertificateMetadataList: [],
    ...notTruncated,
  })
  expect(await outputOf(iam.send(new ListOpenIDConnectProvidersCommand({})))).toEqual({
    OpenIDConnectProviderList: [],
  })
  expect(await outputOf(iam.send(new ListSAMLProvidersCommand({})))).toEqual({ SAMLProviderList: [] })
})

describe('passwords do not exist', () => {
  test('GetLoginProfile and DeleteLoginProfile find no password of a user', async ({ iam }) => {
    const UserName = await newUser(iam)
    const sentence = `Login Profile for User ${UserName} cannot be found.`
    await expectRefusal(iam.send(new GetLoginProfileCommand({ UserName })), 'NoSuchEntityException', sentence)
    await expectRefusal(iam.send(new DeleteLoginProfileCommand({ UserName })), 'NoSuchEntityException', sentence)
    await expectNoUser(iam.send(new GetLoginProfileCommand({ UserName: 'absent' })), 'absent')
    await expectNoUser(iam.send(new DeleteLoginProfileCommand({ UserName: 'absent' })), 'absent')
  })

  test('GetLoginProfile without a name finds no password of the caller', async ({ iam, allowed }) => {
    const user = await allowed({ Action: 'iam:GetLoginProfile' })
    const name = user.arn.slice(user.arn.lastIndexOf('/') + 1)
    const sentence = `Login Profile for User ${name} cannot be found.`
    await expectRefusal(user.iam.send(new GetLoginProfileCommand({})), 'NoSuchEntityException', sentence)
    const ofRoot = iam.send(new GetLoginProfileCommand({}))
    await expectRefusal(ofRoot, 'NoSuchEntityException', 'Login Profile for User root cannot be found.')
  })

  test('GetAccountPasswordPolicy finds no policy', async ({ iam }) => {
    const sentence = `The Password Policy with domain name ${account} cannot be found.`
    await expectRefusal(iam.send(new GetAccountPasswordPolicyCommand({})), 'NoSuchEntityException', sentence)
  })
})
