import { compilePolicy, type CompiledPolicy } from '../standards/iam-policy/compile-policy.ts'
import type { Grammar } from '../standards/iam-policy/grammar.ts'
import { parseStoredPolicy } from '../standards/iam-policy/parse-policy.ts'
import type { Policy, PrincipalElement } from '../standards/iam-policy/policy.ts'

/**
 * A document that was checked when it was stored, ready to be asked. `ids` are those of the principals that it named then:
 * they stand for the ARNs, so that a later user or role of the same name is not meant.
 */
export type Compile = (document: string, grammar: Grammar, ids?: Readonly<Record<string, string>>) => CompiledPolicy

/** Many callers have the same policies: each is compiled once for as long as it is among the latest. */
const maxCompiled = 5_000

/** `note` hears of each document that is compiled. */
export function createCompiler(note: (document: string) => void = () => undefined): Compile {
  const known = new Map<string, CompiledPolicy>()
  return (document, grammar, ids = {}) => {
    const name = JSON.stringify([grammar, ids, document])
    const found = known.get(name)
    if (found !== undefined) return found
    note(document)
    const policy = compilePolicy(withIds(parseStoredPolicy(document, grammar), ids))
    if (known.size >= maxCompiled) known.delete(known.keys().next().value ?? '')
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
