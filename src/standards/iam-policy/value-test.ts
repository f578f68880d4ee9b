import type { ContextLookup } from './access-request.ts'
import { compileFullArn } from './arn-pattern.ts'
import { parseDate } from './dates.ts'
import { compileGlob } from './glob.ts'
import { isInNetwork, parseAddress, parseNetwork } from './ip-network.ts'
import type { PolicyVersion } from './policy.ts'
import { fillIn, type GlobPart, isFixed, parseTemplate, withoutWildcards } from './template.ts'

/** Whether one value of the request matches one value of the policy. */
export type ValueTest = (given: string, context: ContextLookup) => boolean

interface Test {
  /** The opposite of `compile`: true when none of the policy's values match, and when the request has no such key. */
  readonly negated: boolean
  /** Undefined for a value that the operator can't read. */
  readonly compile: (value: string, version: PolicyVersion) => ValueTest | undefined
}

const is = (compile: Test['compile']): Test => ({ negated: false, compile })
const isNot = (compile: Test['compile']): Test => ({ negated: true, compile })

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const tests = {
  StringEquals: is(equalText),
  StringNotEquals: isNot(equalText),
  StringEqualsIgnoreCase: is(equalIgnoringCase),
  StringNotEqualsIgnoreCase: isNot(equalIgnoringCase),
  StringLike: is(likeText),
  StringNotLike: isNot(likeText),
  NumericEquals: is(numeric((given, value) => given === value)),
  NumericNotEquals: isNot(numeric((given, value) => given === value)),
  NumericLessThan: is(numeric((given, value) => given < value)),
  NumericLessThanEquals: is(numeric((given, value) => given <= value)),
  NumericGreaterThan: is(numeric((given, value) => given > value)),
  NumericGreaterThanEquals: is(numeric((given, value) => given >= value)),
  DateEquals: is(date((given, value) => given === value)),
  DateNotEquals: isNot(date((given, value) => given === value)),
  DateLessThan: is(date((given, value) => given < value)),
  DateLessThanEquals: is(date((given, value) => given <= value)),
  DateGreaterThan: is(date((given, value) => given > value)),
  DateGreaterThanEquals: is(date((given, value) => given >= value)),
  Bool: is(sameBoolean),
  BinaryEquals: is(sameBytes),
  IpAddress: is(inNetwork),
  NotIpAddress: isNot(inNetwork),
  ArnEquals: is(likeArn),
  ArnLike: is(likeArn),
  ArnNotEquals: isNot(likeArn),
  ArnNotLike: isNot(likeArn),
  /** Asks for the key, not for its value: `condition.ts` knows. */
  Null: is(sameBoolean),
} satisfies Record<string, Test>

export type TestName = keyof typeof tests

function equalText(value: string, version: PolicyVersion): ValueTest | undefined {
  return textTest(value, version, (text) => (given) => given === text)
}

function equalIgnoringCase(value: string, version: PolicyVersion): ValueTest | undefined {
  return textTest(value, version, (text) => {
    const expected = text.toLowerCase()
    return (given) => given.toLowerCase() === expected
  })
}

function textTest(
  value: string,
  version: PolicyVersion,
  compile: (text: string) => (given: string) => boolean,
): ValueTest | undefined {
  const join = (parts: readonly GlobPart[]) => parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  return patternTest(value, version, (parts) => compile(join(parts)), true)
}

function likeText(value: string, version: PolicyVersion): ValueTest | undefined {
  return patternTest(value, version, compileGlob)
}

function likeArn(value: string, version: PolicyVersion): ValueTest | undefined {
  return patternTest(value, version, compileFullArn)
}

/** What has no variables is compiled once; the rest for each request, and it matches nothing where a variable has no value. */
function patternTest(
  value: string,
  version: PolicyVersion,
  compile: (parts: readonly GlobPart[]) => ((given: string) => boolean) | undefined,
  literally = false,
): ValueTest | undefined {
  const parsed = parseTemplate(value, version)
  if (parsed === undefined) return undefined
  const template = literally ? withoutWildcards(parsed) : parsed
  if (isFixed(template)) return compile(template)
  return (given, context) => {
    const parts = fillIn(template, context)
    return parts !== undefined && (compile(parts)?.(given) ?? false)
  }
}

function numeric(compare: (given: number, value: number) => boolean): Test['compile'] {
  return (value) => {
    const number = parseNumber(value)
    return number === undefined ? undefined : (given) => compare(parseNumber(given) ?? NaN, number)
  }
}

function parseNumber(text: string): number | undefined {
  return text.length <= 64 && /^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$/.test(text) ? Number(text) : undefined
}

function date(compare: (givenMs: number, valueMs: number) => boolean): Test['compile'] {
  return (value) => {
    const valueMs = parseDate(value)
    return valueMs === undefined ? undefined : (given) => compare(parseDate(given) ?? NaN, valueMs)
  }
}

function sameBoolean(value: string): ValueTest | undefined {
  const expected = value.toLowerCase()
  return expected === 'true' || expected === 'false' ? (given) => given.toLowerCase() === expected : undefined
}

/** Both sides are base64; two spellings of the same bytes are equal. */
function sameBytes(value: string): ValueTest | undefined {
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return undefined
  const bytes = Buffer.from(value, 'base64')
  return (given) => bytes.equals(Buffer.from(given, 'base64'))
}

function inNetwork(value: string): ValueTest | undefined {
  const network = parseNetwork(value)
  if (network === undefined) return undefined
  return (given) => {
    const address = addressOf(given)
    return address !== undefined && isInNetwork(address, network)
  }
}

const addressOf = rememberLast(parseAddress)

/** All conditions of a decision ask about the same address: it is parsed once. */
function rememberLast<Result>(parse: (text: string) => Result): (text: string) => Result {
  let last: { readonly text: string; readonly result: Result } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, result: parse(text) }
    return last.result
  }
}
