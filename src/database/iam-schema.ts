import type { Generated } from 'kysely'

/** The tables of accounts and sessions: who may ask. `schema.ts` has the others, and says what holds for all. */

export interface AccountTable {
  /** 12 digits. */
  id: string
  alias: string | null
  /** Grows with every change of who is in the account and what they may do, in the same transaction. */
  auth_epoch: number
  created_at: number
}

/** A user, group or role. Its name counts regardless of case, and is kept as it was given. */
export interface IdentityTable {
  /** AIDA…, AGPA… or AROA…: never given out twice, so that nothing of a predecessor of the same name is met. */
  id: string
  account: string
  kind: 'user' | 'group' | 'role'
  name: string
  /** The name in lower case. */
  folded_name: string
  path: string
  /** Of a role; '' for others. */
  description: string
  created_at: number
  /** The permissions boundary, and its row where the policy is a customer's. */
  boundary_arn: string | null
  boundary_policy_id: string | null
  /** These are of roles alone. */
  trust_policy: string | null
  /** JSON object: the id of each principal's ARN when the trust policy was stored. One that came later is another. */
  trust_principals: Generated<string>
  max_session_seconds: number | null
  /** The service that a service-linked role is for. */
  service: string | null
  last_used_at: number | null
  last_used_region: string | null
}

export interface IdentityTagTable {
  identity_id: string
  key: string
  /** The key in lower case: IAM's tag keys count regardless of case. */
  folded_key: string
  value: string
}

export interface MembershipTable {
  user_id: string
  group_id: string
}

/** A customer's managed policy. AWS's own are in the code. */
export interface PolicyTable {
  /** ANPA… */
  id: string
  account: string
  name: string
  folded_name: string
  path: string
  description: string
  default_version: number
  /** Numbers of versions are never used twice. */
  newest_version: number
  created_at: number
  updated_at: number
}

export interface PolicyVersionTable {
  policy_id: string
  number: number
  created_at: number
  document: string
}

export interface PolicyTagTable {
  policy_id: string
  key: string
  folded_key: string
  value: string
}

export interface AttachedPolicyTable {
  identity_id: string
  policy_arn: string
  /** Null for AWS's own. */
  policy_id: string | null
}

export interface InlinePolicyTable {
  identity_id: string
  name: string
  document: string
}

/** A name under which a role is given to machines. */
export interface InstanceProfileTable {
  /** AIPA… */
  id: string
  account: string
  name: string
  folded_name: string
  path: string
  created_at: number
  /** The one role that it may hold. */
  role_id: string | null
}

export interface InstanceProfileTagTable {
  profile_id: string
  key: string
  folded_key: string
  value: string
}

/** Temporary credentials, until they expire or what they were made from is gone. */
export interface SessionTable {
  /** The access key id, ASIA… */
  id: string
  account: string
  kind: 'role' | 'user' | 'federated'
  /** The role that was assumed or the user whose session it is; null for root's. */
  identity_id: string | null
  /** The session's name; '' for a user's. */
  name: string
  /** JSON of the policies that limit it, and of its tags: sts/session-limits.ts draws both; '[]' when there are none. */
  policies: string
  tags: string
  source_identity: string | null
  /** Whose limit it counts in: request/operation.ts, `limitedId`. */
  opened_by: Generated<string>
  created_at: number
  expires_at: number
  sealed_secret: Uint8Array
}
