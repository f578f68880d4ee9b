import type { StsOperations } from '../generated/sts.ts'
import type { AnyOperation } from '../request/operation.ts'
import { notImplemented } from '../request/operation.ts'
import { assumeRole } from './assume-role.ts'
import { decodeAuthorizationMessage } from './decode-authorization-message.ts'
import { getAccessKeyInfo } from './get-access-key-info.ts'
import { getCallerIdentity } from './get-caller-identity.ts'
import { getFederationToken } from './get-federation-token.ts'
import { getSessionToken } from './get-session-token.ts'

/** What STS can do; the compiler demands an entry for every operation of its model. */
export const stsOperations: Readonly<Record<keyof StsOperations, AnyOperation>> = {
  GetCallerIdentity: getCallerIdentity,
  AssumeRole: assumeRole,
  GetSessionToken: getSessionToken,
  GetFederationToken: getFederationToken,
  GetAccessKeyInfo: getAccessKeyInfo,
  AssumeRoleWithWebIdentity: notImplemented('AssumeRoleWithWebIdentity', 'sts'),
  DecodeAuthorizationMessage: decodeAuthorizationMessage,
}
