import { isConditionKey } from './condition-key.ts'
import { isArray, isObject, type Json, JsonNumber } from './json.ts'
import { compileValue, type Operator, parseOperator, printOperator } from './operator.ts'
import type { Condition, PolicyVersion } from './policy.ts'
import type { ProblemReason, Report } from './problem.ts'

/**
 * `{ operator: { key: value or values } }`. A value that its operator can't read is refused: it could never match, so that
 * a Deny would let everything through.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function parseConditions(
  given: Json | undefined,
  version: PolicyVersion,
  at: string,
  report: Report,
): readonly Condition[] {
  if (given === undefined) return []
  if (!isObject(given)) return report('wrong-type', at)
  const conditions = Array.from(given, ([name, keys]) =>
    parseBlock(name, keys, version, `${at}.${name}`, report),
  ).flat()
  checkTwins(conditions, at, report)
  return conditions
}

function parseBlock(
  name: string,
  given: Json,
  version: PolicyVersion,
  at: string,
  report: Report,
): readonly Condition[] {
  const operator = parseOperator(name)
  if (operator === undefined) return report('unknown-operator', at)
  if (!isObject(given)) return report('wrong-type', at)
  return Array.from(given, ([key, values]) => {
    if (!isConditionKey(key)) report('invalid-condition-key', at, key)
    return { operator: printOperator(operator), key, values: parseValues(values, operator, version, at, report) }
  })
}

function parseValues(
  given: Json,
  operator: Operator,
  version: PolicyVersion,
  at: string,
  report: Report,
): readonly string[] {
  return (isArray(given) ? given : [given]).flatMap((each): readonly string[] => {
    const value = textOf(each)
    if (value === undefined) return report('wrong-type', at)
    if (compileValue(operator, value, version) === undefined) report(reasonFor(operator), at, value)
    return [value]
  })
}

function reasonFor({ test }: Operator): ProblemReason {
  return test.startsWith('Date') ? 'failed-legacy-parsing' : 'invalid-condition-value'
}

function textOf(given: Json): string | undefined {
  if (given instanceof JsonNumber) return given.text
  return typeof given === 'string' || typeof given === 'boolean' ? String(given) : undefined
}

/** Operators are known in any case, so one may stand there twice without equal keys in the JSON. */
function checkTwins(conditions: readonly Condition[], at: string, report: Report): void {
  const seen = new Set<string>()
  for (const { operator, key } of conditions) {
    const name = `${operator}.${key}`
    if (seen.has(name)) report('duplicate-key', `${at}.${name}`)
    seen.add(name)
  }
}
