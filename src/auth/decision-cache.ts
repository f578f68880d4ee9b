import { createBoundedMap } from '../platform/bounded-map.ts'
import type { AccessRequest, ContextLookup } from '../standards/iam-policy/access-request.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { evaluate, type Evaluation } from '../standards/iam-policy/evaluate.ts'

type Evaluate = typeof evaluate

interface Remembered {
  readonly policies: readonly AttachedPolicy[]
  readonly evaluation: Evaluation
}

/** Each takes a few hundred bytes. */
const maxRemembered = 4_000

/**
 * Evaluates, unless it did so before: by the very same policies, of the same question, with the same values of all keys that
 * these policies ask about. An evaluation depends on nothing else, so this can't be out of date: a policy that was changed
 * is another policy, a key such as aws:CurrentTime has another value each second. Nodes that pull ask the same all day.
 */
export function createDecisionCache(): Evaluate {
  const remembered = createBoundedMap<string, Remembered>(maxRemembered)
  return (policies, request) => {
    const name = nameOf(policies, request)
    const known = remembered.get(name)
    if (known !== undefined && areSame(known.policies, policies)) return known.evaluation
    const evaluation = evaluate(policies, request)
    remembered.set(name, { policies, evaluation })
    return evaluation
  }
}

function areSame(some: readonly AttachedPolicy[], others: readonly AttachedPolicy[]): boolean {
  return some.length === others.length && some.every((policy, index) => policy === others[index])
}

/** Every part with its length in front: two questions that differ never have one name. */
function nameOf(policies: readonly AttachedPolicy[], request: AccessRequest): string {
  const { action, resource, resourceAccount, principal, context, unknown } = request
  let name = unknown === undefined ? '' : `${unknown.applies} to ${[...unknown.keys].join(' ')}`
  for (const part of [action, resource, resourceAccount]) name += measured(part)
  for (const part of Object.values(principal) as string[]) name += measured(part)
  for (const { policy } of policies) for (const key of policy.contextKeys) name += valuesIn(context, key)
  return name
}

function valuesIn(context: ContextLookup, key: string): string {
  const values = context(key)
  if (values === undefined) return '-'
  let text = `${values.length}[`
  for (const value of values) text += measured(value)
  return text
}

function measured(text: string): string {
  return `${text.length}:${text}`
}
