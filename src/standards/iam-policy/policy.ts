/**
 * A policy document that has been checked: what `parsePolicy` returns, what is printed and compiled.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface Policy {
  readonly version: PolicyVersion
  readonly id: string | undefined
  readonly statements: readonly Statement[]
}

/** Of the language, not of the document. Only the newer one has variables. */
export type PolicyVersion = '2008-10-17' | '2012-10-17'

export interface Statement {
  readonly sid: string | undefined
  readonly effect: Effect
  /** Only in policies of resources. */
  readonly principals: PrincipalElement | undefined
  readonly actions: PatternElement
  /** Undefined where it goes without saying: a repository's policy is about the repository. */
  readonly resources: PatternElement | undefined
  /** All of them must hold. */
  readonly conditions: readonly Condition[]
}

export type Effect = 'Allow' | 'Deny'

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface PatternElement {
  readonly negated: boolean
  readonly patterns: readonly string[]
}

/** `Principal` or `NotPrincipal`. */
export interface PrincipalElement {
  readonly negated: boolean
  readonly names: readonly PrincipalName[]
}

/** `"Principal": "*"` is the name `*` of type AWS, which means the same. */
export interface PrincipalName {
  readonly type: PrincipalType
  readonly name: string
}

export type PrincipalType = 'AWS' | 'Service' | 'Federated'

/** One key of one operator. Any of the values may match, or for a negated operator none. */
export interface Condition {
  /** In AWS's spelling, with its prefix and suffix: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string
  readonly key: string
  /** As text: numbers and booleans may be written without quotation marks. */
  readonly values: readonly string[]
}
