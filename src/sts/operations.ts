import type { StsOperations } from '../generated/sts.ts'
import type { AnyOperation } from '../operation.ts'
import { notImplemented } from '../operation.ts'
import { getCallerIdentity } from './get-caller-identity.ts'

/** What STS can do; the compiler demands an entry for every operation of its model. */
export const stsOperations: Readonly<Record<keyof StsOperations, AnyOperation>> = {
  GetCallerIdentity: getCallerIdentity,
  AssumeRole: notImplemented('AssumeRole', 'sts'),
  GetSessionToken: notImplemented('GetSessionToken', 'sts'),
  GetFederationToken: notImplemented('GetFederationToken', 'sts'),
  GetAccessKeyInfo: notImplemented('GetAccessKeyInfo', 'sts'),
  AssumeRoleWithWebIdentity: notImplemented('AssumeRoleWithWebIdentity', 'sts'),
  DecodeAuthorizationMessage: notImplemented('DecodeAuthorizationMessage', 'sts'),
}
