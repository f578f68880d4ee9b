import { compileGlob, type Glob } from './glob.ts'
import type { PatternElement } from './policy.ts'
import { parseWildcards } from './template.ts'

/** The statements that speak of an action, in their order. */
export type StatementsFor = (action: string) => readonly number[]

/** Far more than a server has actions; simulations of invented ones must not fill the memory. */
const rememberedActions = 512

/**
 * A policy is asked about the same few actions again and again: each is looked up once. Actions are not case-sensitive,
 * and have no variables.
 */
export function indexActions(elements: readonly PatternElement[]): StatementsFor {
  const matchers = elements.map(compileActions)
  const remembered = new Map<string, readonly number[]>()
  return (action) => {
    const known = remembered.get(action)
    if (known !== undefined) return known
    const found = statementsMatching(matchers, action.toLowerCase())
    if (remembered.size === rememberedActions) remembered.clear()
    remembered.set(action, found)
    return found
  }
}

function statementsMatching(matchers: readonly Glob[], action: string): readonly number[] {
  return matchers.flatMap((matches, index) => (matches(action) ? [index] : []))
}

function compileActions({ negated, patterns }: PatternElement): Glob {
  const globs = patterns.map(compileAction)
  return (action) => globs.some((matches) => matches(action)) !== negated
}

/** Whether one pattern speaks of an action. */
export function actionMatcher(pattern: string): (action: string) => boolean {
  const glob = compileAction(pattern)
  return (action) => glob(action.toLowerCase())
}

function compileAction(pattern: string): Glob {
  return compileGlob(parseWildcards(pattern.toLowerCase()))
}
