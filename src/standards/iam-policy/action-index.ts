import { compileGlob, type Glob } from './glob.ts'
import type { PatternElement } from './policy.ts'
import { parseTemplate } from './template.ts'

/** Finds the statements that speak of an action, without asking each. Actions are not case-sensitive. */
export type StatementsFor = (action: string) => readonly number[]

/**
 * Names stand in a map. A pattern that many statements have (`ecr:*`) is matched once. NotAction is asked statement by
 * statement: it is rare.
 */
export function indexActions(elements: readonly PatternElement[]): StatementsFor {
  const byName = new Map<string, Set<number>>()
  const byPattern = new Map<string, Set<number>>()
  const negated: { readonly index: number; readonly globs: readonly Glob[] }[] = []
  for (const [index, { negated: isNegated, patterns }] of elements.entries()) {
    const lowerCase = patterns.map((pattern) => pattern.toLowerCase())
    if (isNegated) negated.push({ index, globs: lowerCase.map(compileAction) })
    else for (const pattern of lowerCase) add(/[*?]/.test(pattern) ? byPattern : byName, pattern, index)
  }
  const globs = Array.from(byPattern, ([pattern, indexes]) => ({ glob: compileAction(pattern), indexes }))
  return (action) => {
    const name = action.toLowerCase()
    const found = new Set(byName.get(name))
    for (const { glob, indexes } of globs) if (glob(name)) for (const index of indexes) found.add(index)
    for (const { index, globs: excepted } of negated) if (!excepted.some((glob) => glob(name))) found.add(index)
    return Array.from(found).sort((a, b) => a - b)
  }
}

function add(index: Map<string, Set<number>>, key: string, statement: number): void {
  const statements = index.get(key) ?? new Set()
  index.set(key, statements.add(statement))
}

/** Actions have no variables; the older language says so for all templates. */
function compileAction(pattern: string): Glob {
  const template = parseTemplate(pattern, '2008-10-17') ?? []
  return compileGlob(template.filter((part) => part.type !== 'variable'))
}
