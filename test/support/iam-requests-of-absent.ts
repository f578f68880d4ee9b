import { arnOf, type IamRequests, onAda } from './iam-requests.ts'
import type { Needed } from './rights.ts'

const UserName = 'ada'

const on = (action: string, resource: string): { readonly needed: readonly Needed[] } => ({
  needed: [{ action: `iam:${action}`, resource }],
})

/** Requests of what nobody has here, as `iamRequests`. */
export const iamRequestsOfAbsent: IamRequests = {
  ListSSHPublicKeys: { input: { UserName }, ...onAda('ListSSHPublicKeys') },
  ListSigningCertificates: { input: { UserName }, ...onAda('ListSigningCertificates') },
  ListServiceSpecificCredentials: { input: { UserName }, ...onAda('ListServiceSpecificCredentials') },
  ListMFADevices: { input: { UserName }, ...onAda('ListMFADevices') },
  ListVirtualMFADevices: { input: {}, ...on('ListVirtualMFADevices', arnOf('mfa/')) },
  ListOpenIDConnectProviders: { input: {}, ...on('ListOpenIDConnectProviders', arnOf('oidc-provider/*')) },
  ListSAMLProviders: { input: {}, ...on('ListSAMLProviders', arnOf('saml-provider/*')) },
  ListServerCertificates: {
    input: { PathPrefix: '/dev' },
    ...on('ListServerCertificates', arnOf('server-certificate/dev')),
  },
  GetLoginProfile: { input: { UserName }, ...onAda('GetLoginProfile') },
  DeleteLoginProfile: { input: { UserName }, ...onAda('DeleteLoginProfile') },
  GetAccountPasswordPolicy: { input: {}, ...on('GetAccountPasswordPolicy', '*') },
}
