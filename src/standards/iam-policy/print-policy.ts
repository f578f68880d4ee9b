import type { Json } from './json.ts'
import { type JsonStyle, printJson } from './print-json.ts'
import type { Condition, Policy, PrincipalElement, Statement } from './policy.ts'

/** A document that parses as this policy: the elements in AWS's order, lists of one as their only member. */
export function printPolicy(policy: Policy, style: JsonStyle): string {
  const document = object([
    ['Version', policy.version],
    ['Id', policy.id],
    ['Statement', policy.statements.map(statementOf)],
  ])
  return printJson(document, style)
}

export function printStatement(statement: Statement, style: JsonStyle): string {
  return printJson(statementOf(statement), style)
}

function statementOf({ sid, effect, principals, actions, resources, conditions }: Statement): Json {
  return object([
    ['Sid', sid],
    ['Effect', effect],
    [formOf('Principal', principals), principals && principalOf(principals)],
    [formOf('Action', actions), listOf(actions.patterns)],
    [formOf('Resource', resources), resources && listOf(resources.patterns)],
    ['Condition', conditions.length === 0 ? undefined : conditionsOf(conditions)],
  ])
}

function principalOf({ names }: PrincipalElement): Json {
  const [first] = names
  if (names.length === 1 && first?.name === '*') return '*'
  const byType = Map.groupBy(names, ({ type }) => type)
  return new Map(Array.from(byType, ([type, group]) => [type, listOf(group.map(({ name }) => name))]))
}

function conditionsOf(conditions: readonly Condition[]): Json {
  const byOperator = Map.groupBy(conditions, ({ operator }) => operator)
  return new Map(
    Array.from(byOperator, ([operator, group]) => [
      operator,
      new Map(group.map(({ key, values }) => [key, listOf(values)])),
    ]),
  )
}

function formOf(name: string, element: { readonly negated: boolean } | undefined): string {
  return element?.negated === true ? `Not${name}` : name
}

function listOf(texts: readonly string[]): Json {
  const [first] = texts
  return first !== undefined && texts.length === 1 ? first : texts
}

function object(members: readonly (readonly [string, Json | undefined])[]): Json {
  return new Map(members.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}
