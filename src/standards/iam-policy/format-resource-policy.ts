import { isArray, isObject, type Json, type JsonObject, readJson } from './json.ts'
import { type JsonStyle, printJson } from './print-json.ts'

/**
 * The text that ECR and IAM keep of a document that names principals: the same values in the same order, in a layout of their
 * own, with accounts by their ARN. `rename` may call other principals of type AWS by other names: users and roles are kept by their ids and shown by their
 * ARNs, so that one that was deleted is not mistaken for a later one of its name.
 */
export function formatResourcePolicy(
  text: string,
  style: JsonStyle,
  rename = (principal: string): string => principal,
): string {
  const read = readJson(text)
  // `parsePolicy` has refused it.
  if ('fault' in read) throw new Error(`a policy that is ${read.fault}`)
  const renamed = (name: string) => (/^[0-9]{12}$/.test(name) ? `arn:aws:iam::${name}:root` : rename(name))
  return printJson(inMember(read.value, 'Statement', inEach(inStatement(renamed))), style)
}

type Change = (value: Json) => Json

function inStatement(rename: (name: string) => string): Change {
  const change = inEach((name) => (typeof name === 'string' ? rename(name) : name))
  const inPrincipal: Change = (principal) => inMember(principal, 'AWS', change)
  return (statement) => inMember(inMember(statement, 'Principal', inPrincipal), 'NotPrincipal', inPrincipal)
}

/** Wherever the language takes one value or a list of them. */
function inEach(change: Change): Change {
  return (value) => (isArray(value) ? value.map(change) : change(value))
}

function inMember(value: Json, name: string, change: Change): Json {
  const member = isObject(value) ? value.get(name) : undefined
  return isObject(value) && member !== undefined ? withMember(value, name, change(member)) : value
}

/** In its old place. */
function withMember(object: JsonObject, name: string, value: Json): JsonObject {
  return new Map(object).set(name, value)
}
