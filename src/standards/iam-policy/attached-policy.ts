import type { CompiledPolicy } from './compile-policy.ts'

/** A policy and what it is attached to. */
export interface AttachedPolicy {
  readonly kind: PolicyKind
  /** ARN of the user, group, role, session, repository or registry that has it. */
  readonly attachedTo: string
  /** ARN of a managed policy, name of an inline one. */
  readonly name: string
  readonly policy: CompiledPolicy
}

/** `resource` is a repository's policy and a registry's alike; `trust` is that of a role that is to be assumed. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'boundary' | 'session'
