import type { Principal } from '../standards/iam-policy/access-request.ts'

/** Who sends a request. Nothing of a caller may be read that an anonymous one does not have, before it is known which it is. */
export type Caller = IdentifiedCaller | AnonymousCaller

/** An authenticated principal. */
export interface IdentifiedCaller {
  /** As policies see it. */
  readonly principal: CallingPrincipal
  readonly arn: string
  readonly account: string
  /** As GetCallerIdentity returns it: the account for root, AIDA… for a user, AROA…:session for a role's session. */
  readonly userId: string
  readonly accessKeyId: string
  /** The account's epoch when the credentials were read: whatever is known of the caller at this epoch still holds. */
  readonly authEpoch: number
  /** The temporary credentials that were used; undefined for keys. */
  readonly session: { readonly issuedAt: number; readonly expiresAt: number } | undefined
}

export type CallingPrincipal = Extract<Principal, { readonly account: string }>

/** Somebody without credentials: it has no account, no key and no policies, and no operation that has limits for a principal takes it. */
export interface AnonymousCaller {
  readonly principal: Extract<Principal, { readonly kind: 'anonymous' }>
}

export function isIdentified(caller: Caller): caller is IdentifiedCaller {
  return caller.principal.kind !== 'anonymous'
}

/**
 * Whose limits count for a caller: keys and sessions are those of the user, role or root whose they are, whatever name a session
 * was given.
 */
export function limitedId({ principal }: IdentifiedCaller): string {
  switch (principal.kind) {
    case 'root':
      return principal.account
    case 'role-session':
      return principal.roleId
    case 'user':
    case 'federated-user':
      return principal.userId
  }
}
