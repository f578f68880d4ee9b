import type { GrammarRules } from './grammar.ts'
import type { ProblemReason, Report } from './problem.ts'

/** `*`, or a service and a name with wildcards. Which services and names there are is not asked: AWS has new ones every week. */
export function checkAction(pattern: string, { vendor }: GrammarRules, at: string, report: Report): void {
  if (pattern === '*') {
    if (vendor !== undefined) report('foreign-action', at, pattern)
    return
  }
  const parts = pattern.split(':')
  const problem = problemOf(parts)
  if (problem !== undefined) report(problem, at, problem === 'invalid-vendor' ? parts[0] : pattern)
  else if (vendor !== undefined && parts[0]?.toLowerCase() !== vendor) report('foreign-action', at, pattern)
}

function problemOf([service = '', name, ...others]: readonly string[]): ProblemReason | undefined {
  if (name === undefined) return 'invalid-action'
  if (others.length > 0) return 'several-colons'
  if (service !== '*' && !/^[a-zA-Z0-9.-]+$/.test(service)) return 'invalid-vendor'
  return /^[\w.*?-]+$/.test(name) ? undefined : 'invalid-action'
}
