import { allowsVariables, parseOperator } from './operator.ts'
import type { Condition, Policy, PolicyVersion, Statement } from './policy.ts'
import { parseTemplate, variablesOf } from './template.ts'

/**
 * The context keys that a policy asks about, in conditions and in variables, each as it is first spelled.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html
 */
export function contextKeysOf({ version, statements }: Policy): readonly string[] {
  const keys = statements.flatMap((statement) => [
    ...keysOfResources(statement, version),
    ...statement.conditions.flatMap((condition) => keysOfCondition(condition, version)),
  ])
  const bySpelling = Map.groupBy(keys, (key) => key.toLowerCase())
  return Array.from(bySpelling.values(), ([first = '']) => first)
}

export function keysOfResources({ resources }: Statement, version: PolicyVersion): readonly string[] {
  return (resources?.patterns ?? []).flatMap((text) => variablesIn(text, version))
}

export function keysOfCondition(condition: Condition, version: PolicyVersion): readonly string[] {
  return [condition.key, ...templatesOf(condition).flatMap((text) => variablesIn(text, version))]
}

function variablesIn(text: string, version: PolicyVersion): readonly string[] {
  return variablesOf(parseTemplate(text, version) ?? [])
}

function templatesOf({ operator, values }: Condition): readonly string[] {
  const parsed = parseOperator(operator)
  return parsed !== undefined && allowsVariables(parsed) ? values : []
}
