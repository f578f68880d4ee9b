import type { AttachedPolicy, PolicyKind } from '../../standards/iam-policy/attached-policy.ts'
import { compilePolicy } from '../../standards/iam-policy/compile-policy.ts'
import { contextKeysOf } from '../../standards/iam-policy/context-keys.ts'
import type { Grammar } from '../../standards/iam-policy/grammar.ts'
import { parsePolicy, parseStoredPolicy } from '../../standards/iam-policy/parse-policy.ts'
import type { Policy } from '../../standards/iam-policy/policy.ts'
import { malformedSentence } from '../../standards/iam-policy/problem.ts'
import { statementPositions, type TextSpan } from '../../standards/iam-policy/statement-positions.ts'
import { malformedInputPolicy } from '../errors.ts'
import type { IdentityDocument } from '../policies/identity-documents.ts'

/** A policy that takes part in a simulation. */
export interface SimulatedPolicy extends AttachedPolicy {
  readonly kind: SimulatedKind
  /** How the answer calls it: SourcePolicyId. */
  readonly name: string
  readonly text: string
  readonly contextKeys: readonly string[]
  /** Where its statements stand in its text. */
  readonly positions: () => readonly TextSpan[]
}

export type SimulatedKind = Extract<PolicyKind, 'identity' | 'boundary' | 'resource'>

const grammars: Readonly<Record<SimulatedKind, Grammar>> = {
  identity: 'identity',
  boundary: 'identity',
  resource: 'repository',
}

export function parseInputPolicy(kind: SimulatedKind, text: string): Policy {
  const policy = parsePolicy(text, grammars[kind])
  if ('problems' in policy) throw malformedInputPolicy(malformedSentence(policy))
  return policy
}

/** One that the request brings along. */
export function inputPolicy(kind: SimulatedKind, name: string, text: string): SimulatedPolicy {
  return simulated(kind, name, text, parseInputPolicy(kind, text))
}

/** A policy of the principal, not of the request. */
export function attachedPolicy(attached: IdentityDocument): SimulatedPolicy {
  const { kind, document } = attached
  return simulated(kind, attachedSourceId(attached), document, parseStoredPolicy(document, grammars[kind]))
}

function simulated(kind: SimulatedKind, name: string, text: string, policy: Policy): SimulatedPolicy {
  let positions: readonly TextSpan[] | undefined
  return {
    kind,
    attachedTo: '',
    name,
    text,
    policy: compilePolicy(policy),
    contextKeys: contextKeysOf(policy),
    positions: () => (positions ??= statementPositions(text)),
  }
}

/** A managed policy has its name, an inline one says whose it is: `group_developers_push`. */
function attachedSourceId({ attachedTo, name }: Pick<IdentityDocument, 'attachedTo' | 'name'>): string {
  if (name.startsWith('arn:')) return lastOf(name)
  const [, kind = ''] = /:(user|group|role)\//.exec(attachedTo) ?? []
  return `${kind}_${lastOf(attachedTo)}_${name}`
}

const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
