import type { ContextLookup } from './access-request.ts'
import { compileValue, isNegated, type Operator, parseOperator } from './operator.ts'
import type { Condition, PolicyVersion } from './policy.ts'
import type { ValueTest } from './value-test.ts'

export type CompiledCondition = (context: ContextLookup) => boolean

/**
 * What a condition says of a request:
 *
 * | the request has     | plain          | negated              | ForAllValues: | ForAnyValue:         | …IfExists |
 * |---------------------|----------------|----------------------|---------------|----------------------|-----------|
 * | no such key         | false          | true                 | true          | false                | true      |
 * | no value, but `""`  | as any value   | as any value         | true          | false                | –         |
 * | values              | one matches    | none matches         | each passes   | one passes           | –         |
 *
 * A value matches if any of the policy's values does, and passes if it matches, or for a negated operator if it doesn't.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function compileCondition(condition: Condition, version: PolicyVersion): CompiledCondition {
  const operator = parseOperator(condition.operator)
  // `parsePolicy` has refused both.
  if (operator === undefined) throw new Error(`${condition.operator} is no operator`)
  const tests = condition.values.map((value) => compileValue(operator, value, version) ?? (() => false))
  const key = condition.key.toLowerCase()
  if (operator.test === 'Null')
    return (context) => matchesAny(tests, isAbsent(context(key)) ? 'true' : 'false', context)
  const holds = holdsFor(operator, tests)
  const withoutKey =
    operator.ifExists || (operator.set === undefined ? isNegated(operator) : operator.set === 'ForAllValues')
  return (context) => {
    const values = context(key)
    return values === undefined || values.length === 0 ? withoutKey : holds(values, context)
  }
}

type Holds = (values: readonly string[], context: ContextLookup) => boolean

function holdsFor(operator: Operator, tests: readonly ValueTest[]): Holds {
  const negated = isNegated(operator)
  const passes = (value: string, context: ContextLookup) => matchesAny(tests, value, context) !== negated
  switch (operator.set) {
    case 'ForAllValues':
      return (values, context) => isNullSet(values) || values.every((value) => passes(value, context))
    case 'ForAnyValue':
      return (values, context) => !isNullSet(values) && values.some((value) => passes(value, context))
    case undefined:
      // Of several values, a negated operator must not overlook one that matches.
      return (values, context) => values.some((value) => matchesAny(tests, value, context)) !== negated
  }
}

function matchesAny(tests: readonly ValueTest[], value: string, context: ContextLookup): boolean {
  for (const test of tests) if (test(value, context)) return true
  return false
}

function isAbsent(values: readonly string[] | undefined): boolean {
  return values === undefined || values.length === 0
}

/** "or if the key values resolve to a null data set, such as an empty string" */
function isNullSet(values: readonly string[]): boolean {
  return values.every((value) => value === '')
}
