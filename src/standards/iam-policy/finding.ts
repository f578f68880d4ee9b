import type { AccessRequest } from './access-request.ts'
import type { AttachedPolicy } from './attached-policy.ts'
import type { CompiledStatement } from './compile-policy.ts'
import { findMismatch, type Mismatch } from './mismatch.ts'
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
  /** How it names the caller; undefined in policies that name no principal. */
  readonly names: PrincipalMatch | undefined
}

/** A statement that matches the action but does not apply. */
export interface NearMiss extends Omit<Finding, 'names'> {
  /** The first part of it that doesn't fit the request. */
  readonly lack: 'principal' | Mismatch
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
    const outcome = statement && apply(statement, question)
    if (statement === undefined || outcome === undefined || !('names' in outcome)) continue
    const finding = foundIn(policy, statement, outcome)
    if (finding.effect === 'Deny') return finding
    if (best === undefined || rank(finding) < rank(best)) best = finding
  }
  return best
}

/** Every statement that applies, in the order of the document. */
export function findAllIn(policy: AttachedPolicy, question: Question): readonly Finding[] {
  return statementsAbout(policy, question).flatMap((statement) => {
    const outcome = apply(statement, question)
    return 'names' in outcome ? [foundIn(policy, statement, outcome)] : []
  })
}

export function nearMissesIn(policy: AttachedPolicy, question: Question): readonly NearMiss[] {
  return statementsAbout(policy, question).flatMap((statement) => {
    const outcome = apply(statement, question)
    if ('names' in outcome) return []
    const { index, sid, effect } = statement
    return [{ policy, effect, statement: index, sid, lack: outcome.lack }]
  })
}

function statementsAbout({ policy }: AttachedPolicy, { request }: Question): readonly CompiledStatement[] {
  return policy.statementsFor(request.action).flatMap((index) => policy.statements[index] ?? [])
}

function foundIn(policy: AttachedPolicy, { index, sid, effect }: CompiledStatement, { names }: Applied): Finding {
  return { policy, effect, statement: index, sid, names }
}

type Applied = Pick<Finding, 'names'>
type Missed = Pick<NearMiss, 'lack'>

const toOthers: Missed = { lack: 'principal' }

/** The cheapest test comes first. */
function apply(statement: CompiledStatement, question: Question): Applied | Missed {
  const { matchPrincipal } = statement
  const names = matchPrincipal?.(question.names, question.hasBoundary)
  if (matchPrincipal !== undefined && names === undefined) return toOthers
  const lack = findMismatch(statement, question)
  return lack === undefined ? { names } : { lack }
}

const directness: readonly (PrincipalMatch | undefined)[] = [undefined, 'itself', 'entity', 'account']

function rank({ names }: Finding): number {
  return directness.indexOf(names)
}
