import type { PolicyVersion } from './policy.ts'
import { type TestName, tests, type ValueTest } from './value-test.ts'

/**
 * What the name of a condition's operator says:
 *
 *     ForAnyValue:StringNotLikeIfExists
 *     └ set ────┘ └ test ────┘└ ifExists
 */
export interface Operator {
  readonly test: TestName
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined
  readonly ifExists: boolean
}

const namesInLowerCase: ReadonlyMap<string, TestName> = new Map(
  Object.keys(tests).map((name) => [name.toLowerCase(), name as TestName]),
)

const sets: ReadonlyMap<string, Operator['set']> = new Map([
  ['forallvalues', 'ForAllValues'],
  ['foranyvalue', 'ForAnyValue'],
])

/** Known in any case, as IAM's other names are; undefined for what is none. */
export function parseOperator(text: string): Operator | undefined {
  // Case is ignored in the expression, for ASCII only: in lower case, the sign for kelvin is a k.
  const match = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/i.exec(text)
  const test = namesInLowerCase.get(match?.[2]?.toLowerCase() ?? '')
  if (match === null || test === undefined) return undefined
  const [, qualifier, , suffix] = match
  if (test === 'Null' && (qualifier !== undefined || suffix !== undefined)) return undefined
  return { test, set: sets.get(qualifier?.toLowerCase() ?? ''), ifExists: suffix !== undefined }
}

export function printOperator({ test, set, ifExists }: Operator): string {
  return `${set === undefined ? '' : `${set}:`}${test}${ifExists ? 'IfExists' : ''}`
}

export function isNegated({ test }: Operator): boolean {
  return tests[test].negated
}

export function compileValue({ test }: Operator, value: string, version: PolicyVersion): ValueTest | undefined {
  return tests[test].compile(value, version)
}

/** Variables may stand in the values of string and ARN operators, and in no others. */
export function allowsVariables({ test }: Operator): boolean {
  return test.startsWith('String') || test.startsWith('Arn')
}
