import type { Effect } from './policy.ts'

/** What is asked: may this principal do this to that, under these circumstances? */
export interface AccessRequest {
  /** `ecr:PutImage` */
  readonly action: string
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string
  readonly resourceAccount: string
  readonly principal: Principal
  readonly context: ContextLookup
  /**
   * Keys of which a request has one value. Where the context gives several, any of them may be the one that counts, so a Deny
   * applies if it fits one of them, and an Allow if it fits each.
   */
  readonly hasOneValue?: (key: string) => boolean
  /** Keys whose values are not known yet. */
  readonly unknown?: Unknown
}

/**
 * Statements of this effect that ask about one of the keys apply, as far as the rest of them does, and those of the other
 * effect don't. So with `Allow` what is denied is denied whatever the values are, and with `Deny` what is allowed is allowed.
 */
export interface Unknown {
  readonly keys: ReadonlySet<string>
  readonly applies: Effect
}

/**
 * The values of a context key, given in lower case (keys are not case-sensitive); undefined if the request has no such key.
 * A function, so that what no policy asks about need not be found out.
 */
export type ContextLookup = (key: string) => readonly string[] | undefined

export type Principal =
  | RootPrincipal
  | UserPrincipal
  | RoleSession
  | FederatedUser
  | ServicePrincipal
  | IdentityProvider
  | AnonymousPrincipal

interface RootPrincipal {
  readonly kind: 'root'
  readonly arn: string
  readonly account: string
}

interface UserPrincipal {
  readonly kind: 'user'
  /** `arn:aws:iam::123456789012:user/path/name` */
  readonly arn: string
  readonly account: string
  /** `AIDA…`, by which a policy can name the user, so that a later one of the same name is another. */
  readonly userId: string
}

interface RoleSession {
  readonly kind: 'role-session'
  /** `arn:aws:sts::123456789012:assumed-role/role/session` */
  readonly arn: string
  readonly account: string
  readonly roleArn: string
  /** `AROA…` */
  readonly roleId: string
}

/** What GetFederationToken makes of a user. */
interface FederatedUser {
  readonly kind: 'federated-user'
  /** `arn:aws:sts::123456789012:federated-user/name` */
  readonly arn: string
  readonly account: string
  readonly userArn: string
  readonly userId: string
}

interface ServicePrincipal {
  readonly kind: 'service'
  /** `codebuild.amazonaws.com` */
  readonly service: string
}

/** The identity provider of a caller without AWS credentials, as a role's trust policy sees it. */
interface IdentityProvider {
  readonly kind: 'identity-provider'
  readonly provider: string
}

interface AnonymousPrincipal {
  readonly kind: 'anonymous'
}

/** From what is known beforehand. */
export function contextOf(values: Readonly<Record<string, string | readonly string[]>>): ContextLookup {
  const byKey = new Map<string, readonly string[]>(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  )
  return (key) => byKey.get(key)
}
