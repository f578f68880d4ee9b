import type { IdentityKind } from '../find-identity.ts'

/** A user, group or role as its ARN names it. */
export interface EntityName {
  readonly account: string
  readonly kind: IdentityKind
  /** Without the path. */
  readonly name: string
}

/** Undefined for what is no ARN of a user, group or role: of a session, of root, of anything else. */
export function parseEntityArn(arn: string): EntityName | undefined {
  const [, account, kind, name] = entityRegex.exec(arn) ?? []
  if (account === undefined || name === undefined) return undefined
  return { account, kind: kind as IdentityKind, name }
}

const entityRegex = /^arn:aws:iam::([0-9]{12}):(user|group|role)\/(?:[!-~]*\/)?([\w+=,.@-]+)$/
