import type { AccessRequest, ContextLookup } from './access-request.ts'
import type { CompiledStatement, NamedCondition } from './compile-policy.ts'
import type { Effect } from './policy.ts'
import type { ResourceName } from './resource-match.ts'

/** The first part of a statement that doesn't fit a request. */
export type Mismatch = 'resource' | NamedCondition

export interface Asked {
  readonly request: AccessRequest
  readonly resource: ResourceName
}

/**
 * What of a statement doesn't match, besides its principals; undefined if all of it does. Of a key that has one value and was given
 * several, any may count: each is tried, together with each of the others. A Deny applies if it fits once, an Allow if always.
 */
export function findMismatch(statement: CompiledStatement, { request, resource }: Asked): Mismatch | undefined {
  const { context, unknown } = request
  const guess: Guess | undefined = unknown && ((key) => (unknown.keys.has(key) ? unknown.applies : undefined))
  const ambiguous = statement.keys.filter((key) => isAmbiguous(key, request))
  if (ambiguous.length === 0) return lackIn(statement, resource, context, guess)
  const contexts = contextsOf(context, ambiguous)
  if (contexts === undefined) {
    // Too many to try: whatever they are, a Deny applies and an Allow doesn't.
    return lackIn(statement, resource, context, (key) => (ambiguous.includes(key) ? 'Deny' : guess?.(key)))
  }
  const lacks = contexts.map((each) => lackIn(statement, resource, each, guess))
  return statement.effect === 'Deny' && lacks.includes(undefined) ? undefined : lacks.find((lack) => lack !== undefined)
}

function lackIn(
  { effect, matchResource, resourceKeys, conditions }: CompiledStatement,
  resource: ResourceName,
  context: ContextLookup,
  guess: Guess | undefined,
): Mismatch | undefined {
  const guessed = (keys: readonly string[]) => (guess === undefined ? undefined : guessFit(keys, effect, guess))
  if (!(guessed(resourceKeys) ?? matchResource(resource, context))) return 'resource'
  for (const condition of conditions) if (!(guessed(condition.keys) ?? condition.holds(context))) return condition
  return undefined
}

/** The effect whose statements a key fits without having been looked at; undefined for a key that is known. */
type Guess = (key: string) => Effect | undefined

/** Undefined where everything that is asked about is known. */
function guessFit(keys: readonly string[], effect: Effect, guess: Guess): boolean | undefined {
  const guesses = keys.map(guess).filter((each) => each !== undefined)
  return guesses.length === 0 ? undefined : guesses.every((each) => each === effect)
}

function isAmbiguous(key: string, { context, hasOneValue }: AccessRequest): boolean {
  return hasOneValue?.(key) === true && (context(key)?.length ?? 0) > 1
}

/** Otherwise a caller who may tag could multiply the work of a single statement without limit. */
const maxContexts = 16

/** One for each way of choosing a value for each of the keys. */
function contextsOf(context: ContextLookup, keys: readonly string[]): readonly ContextLookup[] | undefined {
  let choices: readonly (readonly (readonly [string, string])[])[] = [[]]
  for (const key of keys) {
    const values = [...new Set(context(key))]
    if (choices.length * values.length > maxContexts) return undefined
    choices = choices.flatMap((choice) => values.map((value) => [...choice, [key, value] as const]))
  }
  return choices.map((choice) => {
    const chosen = new Map(choice.map(([key, value]) => [key, [value]]))
    return (key) => chosen.get(key) ?? context(key)
  })
}
