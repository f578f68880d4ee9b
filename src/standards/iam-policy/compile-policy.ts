import { indexActions, type StatementsFor } from './action-index.ts'
import { type CompiledCondition, compileCondition } from './condition.ts'
import { contextKeysOf, keysOfCondition, keysOfResources } from './context-keys.ts'
import type { Effect, Policy, PolicyVersion, Statement } from './policy.ts'
import { compilePrincipals, type MatchPrincipal } from './principal-match.ts'
import { compileResources, type MatchResource } from './resource-match.ts'

/** A policy made ready to be asked many times. It knows nothing of requests or of other policies. */
export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[]
  readonly statementsFor: StatementsFor
  /** All that it asks about, in lower case. */
  readonly contextKeys: ReadonlySet<string>
}

export interface CompiledStatement {
  /** Its place in the document, from 0. */
  readonly index: number
  readonly sid: string | undefined
  readonly effect: Effect
  /** Undefined in policies of identities: they apply to the identity that they are attached to. */
  readonly matchPrincipal: MatchPrincipal | undefined
  readonly matchResource: MatchResource
  /** What the variables in its Resource ask about, in lower case. */
  readonly resourceKeys: readonly string[]
  readonly conditions: readonly NamedCondition[]
  /** All that it asks about, in lower case. */
  readonly keys: readonly string[]
  /** How many patterns and values a request is compared with at most. */
  readonly comparisons: number
}

/** A condition, and what to call it when it doesn't hold. */
export interface NamedCondition {
  readonly operator: string
  readonly key: string
  /** All that it asks about, in lower case: its key, and the variables in its values. */
  readonly keys: readonly string[]
  readonly holds: CompiledCondition
}

export function compilePolicy(policy: Policy): CompiledPolicy {
  const { version, statements } = policy
  return {
    statements: statements.map((statement, index) => compileStatement(statement, index, version)),
    statementsFor: indexActions(statements.map(({ actions }) => actions)),
    contextKeys: new Set(contextKeysOf(policy).map((key) => key.toLowerCase())),
  }
}

/** What deciding about an action takes. */
export function comparisonsFor(action: string, { statements, statementsFor }: CompiledPolicy): number {
  return statementsFor(action).reduce((sum, index) => sum + (statements[index]?.comparisons ?? 0), 0)
}

/** Allows and denies nothing: stands in for a missing policy where one must allow. */
export const silentPolicy: CompiledPolicy = { statements: [], statementsFor: () => [], contextKeys: new Set() }

function compileStatement(statement: Statement, index: number, version: PolicyVersion): CompiledStatement {
  const { sid, effect, principals, resources, conditions } = statement
  const resourceKeys = lowered(keysOfResources(statement, version))
  const compiled = conditions.map((condition) => ({
    operator: condition.operator,
    key: condition.key,
    keys: lowered(keysOfCondition(condition, version)),
    holds: compileCondition(condition, version),
  }))
  return {
    index,
    sid,
    effect,
    matchPrincipal: principals && compilePrincipals(principals, effect),
    matchResource: compileResources(resources, version),
    resourceKeys,
    conditions: compiled,
    keys: lowered([...resourceKeys, ...compiled.flatMap(({ keys }) => keys)]),
    comparisons: (resources?.patterns.length ?? 0) + conditions.reduce((sum, { values }) => sum + values.length, 0),
  }
}

const lowered = (keys: readonly string[]): readonly string[] => [...new Set(keys.map((key) => key.toLowerCase()))]
