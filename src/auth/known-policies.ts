import { createCompiler } from './compile-documents.ts'
import { createEpochCache, type EpochCache } from '../platform/epoch-cache.ts'
import type { CallersPolicies } from './identity-policies.ts'
import { createDecisionCache } from './decision-cache.ts'
import type { Compile, CreatePolicySource, PolicySource } from '../request/policy-source.ts'

/** What is kept of policies from one decision to the next. */
export interface KnownPolicies {
  readonly compile: Compile
  /** By the service in the ARNs of their resources. */
  readonly sources: ReadonlyMap<string, PolicySource>
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
export function createKnownPolicies(createSources: readonly CreatePolicySource[]): () => KnownPolicies {
  let characters = 0
  const create = (): KnownPolicies => {
    const compile = createCompiler((document) => {
      characters += document.length
    })
    const callers = createEpochCache<CallersPolicies>(maxCallers)
    const sources = new Map(
      createSources.map((createSource) => createSource(compile)).map((each) => [each.service, each]),
    )
    return { compile, sources, callers, evaluate: createDecisionCache() }
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
