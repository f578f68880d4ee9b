import type { Compile } from '../request/policy-source.ts'
import { createBoundedMap } from '../platform/bounded-map.ts'
import { compilePolicy, type CompiledPolicy } from '../standards/iam-policy/compile-policy.ts'
import { parseStoredPolicy } from '../standards/iam-policy/parse-policy.ts'
import type { Policy, PrincipalElement } from '../standards/iam-policy/policy.ts'

/** Many callers have the same policies: each is compiled once for as long as it is among the latest. */
const maxCompiled = 5_000

/** `note` hears of each document that is compiled. */
export function createCompiler(note: (document: string) => void = () => undefined): Compile {
  const known = createBoundedMap<string, CompiledPolicy>(maxCompiled)
  return (document, grammar, ids = {}) => {
    const name = JSON.stringify([grammar, ids, document])
    const found = known.get(name)
    if (found !== undefined) return found
    note(document)
    const policy = compilePolicy(withIds(parseStoredPolicy(document, grammar), ids))
    known.set(name, policy)
    return policy
  }
}

function withIds(policy: Policy, ids: Readonly<Record<string, string>>): Policy {
  const replaced = (principals: PrincipalElement): PrincipalElement => ({
    ...principals,
    names: principals.names.map(({ type, name }) => ({ type, name: ids[name] ?? name })),
  })
  return {
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      principals: statement.principals && replaced(statement.principals),
    })),
  }
}
