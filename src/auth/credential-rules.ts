import { type ServiceError, unknownAccessKey } from '../errors.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import { notWithSession, rolesNotForRoot } from '../sts/errors.ts'

/**
 * What no policy can allow, for it depends on the credentials themselves: IAM is not for the sessions of users who have shown no
 * second factor, and nobody has one here. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
export function refusalOfCredentials(
  { principal, session }: IdentifiedCaller,
  action: string,
  { isDev }: { readonly isDev: boolean },
): ServiceError | undefined {
  const [service, operation = ''] = action.split(':')
  if (service === 'sts') {
    // Test credentials are root's, and suites that were written for an emulator assume roles with them.
    if (principal.kind === 'root' && action === 'sts:AssumeRole' && !isDev) return rolesNotForRoot()
    return session === undefined || mayCall[principal.kind](operation) ? undefined : notWithSession(operation)
  }
  const isOfUser = session !== undefined && principal.kind !== 'role-session'
  return service === 'iam' && isOfUser ? unknownAccessKey() : undefined
}

const assuming: ReadonlySet<string> = new Set(['AssumeRole', 'TagSession', 'SetSourceIdentity'])
/** No operation, but what signing in to ECR Public takes. */
const signingIn = 'GetServiceBearerToken'

const ofUser = (operation: string): boolean => assuming.has(operation) || operation === signingIn

/** Operations of STS that a session may call, by whose it is. */
const mayCall: Readonly<Record<IdentifiedCaller['principal']['kind'], (operation: string) => boolean>> = {
  root: ofUser,
  user: ofUser,
  'role-session': (operation) => operation !== 'GetFederationToken',
  'federated-user': (operation) => operation === signingIn,
}
