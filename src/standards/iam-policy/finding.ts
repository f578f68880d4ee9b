import type { AccessRequest } from './access-request.ts'
import type { AttachedPolicy } from './attached-policy.ts'
import type { CompiledStatement } from './compile-policy.ts'
import type { Effect } from './policy.ts'
import type { Names, PrincipalMatch } from './principal-match.ts'
import type { ResourceName } from './resource-match.ts'

/** What a policy says of a request: the first statement that denies, or else the one that allows the most directly. */
export interface Finding {
  readonly policy: AttachedPolicy
  readonly effect: Effect
  /** The statement's place in the document, from 0. */
  readonly statement: number
  readonly sid: string | undefined
  /** How it names the caller; undefined in policies that name nobody. */
  readonly names: PrincipalMatch | undefined
}

/** A request with what every statement asks of it. */
export interface Question {
  readonly request: AccessRequest
  readonly names: Names
  readonly resource: ResourceName
  readonly hasBoundary: boolean
}

/** Undefined if no statement applies. */
export function findIn(policy: AttachedPolicy, question: Question): Finding | undefined {
  let best: Finding | undefined
  for (const index of policy.policy.statementsFor(question.request.action)) {
    const statement = policy.policy.statements[index]
    const applied = statement && apply(statement, question)
    if (statement === undefined || applied === undefined) continue
    const finding = { policy, effect: statement.effect, statement: index, sid: statement.sid, names: applied.names }
    if (statement.effect === 'Deny') return finding
    if (best === undefined || rank(finding) < rank(best)) best = finding
  }
  return best
}

type Applied = Pick<Finding, 'names'>

/** The cheapest test comes first. */
function apply(statement: CompiledStatement, question: Question): Applied | undefined {
  const { matchPrincipal, matchResource, conditions } = statement
  const { context } = question.request
  const names = matchPrincipal?.(question.names, question.hasBoundary)
  if (matchPrincipal !== undefined && names === undefined) return undefined
  if (!matchResource(question.resource, context)) return undefined
  for (const holds of conditions) if (!holds(context)) return undefined
  return { names }
}

const directness: readonly (PrincipalMatch | undefined)[] = [undefined, 'itself', 'entity', 'account']

function rank({ names }: Finding): number {
  return directness.indexOf(names)
}
