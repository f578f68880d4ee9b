import { contextKeysOf } from '../../standards/iam-policy/context-keys.ts'
import { parseInputPolicy } from './simulated-policy.ts'

/** What the documents ask about, each key once, as it is first spelled, in alphabetical order. */
export function contextKeysIn(documents: readonly string[]): readonly string[] {
  const keys = documents.flatMap((text) => contextKeysOf(parseInputPolicy('identity', text)))
  return keysOnce(keys)
}

export function keysOnce(keys: readonly string[]): readonly string[] {
  const bySpelling = Map.groupBy(keys, (key) => key.toLowerCase())
  return Array.from(bySpelling.values(), ([first = '']) => first).sort()
}
