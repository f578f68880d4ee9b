import { expect } from 'vitest'
import type { IamOperations } from '../../../src/generated/iam.ts'
import { iamOperations } from '../../../src/iam/operations.ts'
import { isImplemented } from '../../../src/operation.ts'
import { askIam } from '../../support/signed-query.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { test } from './iam-test.ts'

const UserName = 'ada'
const OpenIDConnectProviderArn = 'arn:aws:iam::123456789012:oidc-provider/example.org'
const SerialNumber = 'arn:aws:iam::123456789012:mfa/phone'
const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' }

/** Requests of what comes with the console and with CI's own identities: passwords, second factors, OpenID Connect, reports. */
const requests: { readonly [Name in keyof IamOperations]?: Readonly<Record<string, string>> } = {
  CreateLoginProfile: { UserName, Password: 'secret' },
  GetLoginProfile: { UserName },
  UpdateLoginProfile: { UserName },
  DeleteLoginProfile: { UserName },
  ChangePassword: { OldPassword: 'old', NewPassword: 'new' },
  CreateOpenIDConnectProvider: { Url: 'https://example.org' },
  GetOpenIDConnectProvider: { OpenIDConnectProviderArn },
  ListOpenIDConnectProviders: {},
  DeleteOpenIDConnectProvider: { OpenIDConnectProviderArn },
  AddClientIDToOpenIDConnectProvider: { OpenIDConnectProviderArn, ClientID: 'app' },
  RemoveClientIDFromOpenIDConnectProvider: { OpenIDConnectProviderArn, ClientID: 'app' },
  UpdateOpenIDConnectProviderThumbprint: { OpenIDConnectProviderArn, 'ThumbprintList.member.1': '0'.repeat(40) },
  TagOpenIDConnectProvider: { OpenIDConnectProviderArn, 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b' },
  UntagOpenIDConnectProvider: { OpenIDConnectProviderArn, 'TagKeys.member.1': 'a' },
  ListOpenIDConnectProviderTags: { OpenIDConnectProviderArn },
  UpdateAccountPasswordPolicy: {},
  GetAccountPasswordPolicy: {},
  DeleteAccountPasswordPolicy: {},
  GenerateCredentialReport: {},
  GetCredentialReport: {},
  CreateVirtualMFADevice: { VirtualMFADeviceName: 'phone' },
  EnableMFADevice: { UserName, SerialNumber, ...codes },
  DeactivateMFADevice: { UserName, SerialNumber },
  ResyncMFADevice: { UserName, SerialNumber, ...codes },
  DeleteVirtualMFADevice: { SerialNumber },
  ListMFADevices: {},
  ListVirtualMFADevices: {},
  ListPoliciesGrantingServiceAccess: { Arn: SerialNumber, 'ServiceNamespaces.member.1': 'ecr' },
}

const names = Object.keys(requests) as (keyof IamOperations)[]

test.for(names)('%s says that it is not there, and does nothing', async (name, { server }) => {
  expect(isImplemented(iamOperations[name])).toBe(false)
  const before = await storedRows(server.running.ctx.database)
  const answer = await askIam(server, { Action: name, ...requests[name] })
  expect(answer.status).toBe(501)
  expect(answer.text).toContain(
    `<Code>NotImplemented</Code><Message>${name} is not implemented by this version of ecrd.</Message>`,
  )
  expect(await storedRows(server.running.ctx.database)).toEqual(before)
})
