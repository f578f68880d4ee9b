import { contextKeysOf } from '../../standards/iam-policy/context-keys.ts'
import type { Policy } from '../../standards/iam-policy/policy.ts'

/** What policies ask about, each key once, as it is first spelled, in alphabetical order. */
export function contextKeysIn(policies: readonly Policy[]): readonly string[] {
  return keysOnce(policies.flatMap(contextKeysOf))
}

export function keysOnce(keys: readonly string[]): readonly string[] {
  const bySpelling = Map.groupBy(keys, (key) => key.toLowerCase())
  return Array.from(bySpelling.values(), ([first = '']) => first).sort()
}
