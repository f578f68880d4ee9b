import { allowsVariables, parseOperator } from './operator.ts'
import type { Condition, Policy, Statement } from './policy.ts'
import { parseTemplate, variablesOf } from './template.ts'

/**
 * The context keys that a policy asks about, in conditions and in variables, each as it is first spelled.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html
 */
export function contextKeysOf({ version, statements }: Policy): readonly string[] {
  const variablesIn = (text: string) => variablesOf(parseTemplate(text, version) ?? [])
  const keys = statements.flatMap((statement) => [
    ...resourcesOf(statement).flatMap(variablesIn),
    ...statement.conditions.flatMap((condition) => [condition.key, ...templatesOf(condition).flatMap(variablesIn)]),
  ])
  const bySpelling = Map.groupBy(keys, (key) => key.toLowerCase())
  return Array.from(bySpelling.values(), ([first = '']) => first)
}

function resourcesOf({ resources }: Statement): readonly string[] {
  return resources?.patterns ?? []
}

function templatesOf({ operator, values }: Condition): readonly string[] {
  const parsed = parseOperator(operator)
  return parsed !== undefined && allowsVariables(parsed) ? values : []
}
