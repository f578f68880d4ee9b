/**
 * What a session brings along beside its role or user, as its row keeps it, in JSON:
 *
 *     session.policies   [{"document":"{…}"}, {"arn":"arn:aws:iam::123456789012:policy/a","policyId":"ANPA…"}]
 *     session.tags       [{"key":"team","value":"a","isTransitive":true}]
 */
export type SessionPolicy = InlineSessionPolicy | ManagedSessionPolicy

interface InlineSessionPolicy {
  readonly document: string
}

/** What it says is looked up at each use. By its id: a later policy of the same name is another. */
interface ManagedSessionPolicy {
  readonly arn: string
  /** Null for AWS's own. */
  readonly policyId: string | null
}

export interface SessionTag {
  readonly key: string
  readonly value: string
  /** Sessions that are made with this one have it, too. */
  readonly isTransitive: boolean
}

export const parseSessionPolicies = (json: string) => JSON.parse(json) as readonly SessionPolicy[]
export const parseSessionTags = (json: string) => JSON.parse(json) as readonly SessionTag[]
