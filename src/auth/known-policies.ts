import { createCompiler, type Compile } from './compile-documents.ts'
import { createEpochCache, type EpochCache } from './epoch-cache.ts'
import type { CallersPolicies } from './identity-policies.ts'
import { createDecisionCache } from './decision-cache.ts'
import { createResourcePolicies, type ReadResourcePolicies } from './resource-policies.ts'

/** What is kept of policies from one decision to the next. */
export interface KnownPolicies {
  readonly compile: Compile
  readonly readResource: ReadResourcePolicies
  readonly callers: EpochCache<CallersPolicies>
  readonly evaluate: ReturnType<typeof createDecisionCache>
}

const maxCallers = 10_000

/** Each character takes 20 bytes when it is compiled, 45 at the worst: together 90 MiB. Most policies have some 500. */
const maxCharacters = 2_000_000

/**
 * What is kept is counted in characters of the policies that were compiled for it: a caller who may set one policy can set thousands of
 * the largest, one after the other. Callers, resources and answers hold them as well, so when it is enough all of it goes at
 * once, and what is needed is made again.
 */
export function createKnownPolicies(): () => KnownPolicies {
  let characters = 0
  const create = (): KnownPolicies => {
    const compile = createCompiler((document) => {
      characters += document.length
    })
    const callers = createEpochCache<CallersPolicies>(maxCallers)
    return { compile, readResource: createResourcePolicies(compile), callers, evaluate: createDecisionCache() }
  }
  let known = create()
  return () => {
    if (characters > maxCharacters) {
      characters = 0
      known = create()
    }
    return known
  }
}
