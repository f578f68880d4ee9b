import type { IamOperations } from '../../src/generated/iam.ts'

const UserName = 'ada'
const OpenIDConnectProviderArn = 'arn:aws:iam::123456789012:oidc-provider/example.org'
const SerialNumber = 'arn:aws:iam::123456789012:mfa/phone'
const tags = { 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b' }
const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' }

/** Requests of what comes with the console and with CI's own identities: passwords, second factors, OpenID Connect, reports. */
export const iamRequestsNotBuilt: { readonly [Name in keyof IamOperations]?: Readonly<Record<string, string>> } = {
  CreateLoginProfile: { UserName, Password: 'secret' },
  UpdateLoginProfile: { UserName },
  ChangePassword: { OldPassword: 'old', NewPassword: 'new' },
  CreateOpenIDConnectProvider: { Url: 'https://example.org' },
  GetOpenIDConnectProvider: { OpenIDConnectProviderArn },
  DeleteOpenIDConnectProvider: { OpenIDConnectProviderArn },
  AddClientIDToOpenIDConnectProvider: { OpenIDConnectProviderArn, ClientID: 'app' },
  RemoveClientIDFromOpenIDConnectProvider: { OpenIDConnectProviderArn, ClientID: 'app' },
  UpdateOpenIDConnectProviderThumbprint: { OpenIDConnectProviderArn, 'ThumbprintList.member.1': '0'.repeat(40) },
  TagOpenIDConnectProvider: { OpenIDConnectProviderArn, 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b' },
  UntagOpenIDConnectProvider: { OpenIDConnectProviderArn, 'TagKeys.member.1': 'a' },
  ListOpenIDConnectProviderTags: { OpenIDConnectProviderArn },
  UpdateAccountPasswordPolicy: {},
  DeleteAccountPasswordPolicy: {},
  GenerateCredentialReport: {},
  GetCredentialReport: {},
  CreateVirtualMFADevice: { VirtualMFADeviceName: 'phone' },
  EnableMFADevice: { UserName, SerialNumber, ...codes },
  DeactivateMFADevice: { UserName, SerialNumber },
  ResyncMFADevice: { UserName, SerialNumber, ...codes },
  DeleteVirtualMFADevice: { SerialNumber },
  GenerateServiceLastAccessedDetails: { Arn: SerialNumber },
  GetServiceLastAccessedDetails: { JobId: '00000000-0000-4000-8000-000000000000' },
  ListMFADeviceTags: { SerialNumber },
  TagMFADevice: { SerialNumber, ...tags },
  UntagMFADevice: { SerialNumber, 'TagKeys.member.1': 'a' },
  ListPoliciesGrantingServiceAccess: { Arn: SerialNumber, 'ServiceNamespaces.member.1': 'ecr' },
}
