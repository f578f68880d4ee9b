import { isArray, isObject, type Json, JsonNumber, type JsonObject } from './json.ts'

/** `compact` has no blanks. `pretty` is how ECR gives repository policies back: the default of Jackson, a library for Java. */
export type JsonStyle = 'compact' | 'pretty'

export function printJson(value: Json, style: JsonStyle): string {
  return style === 'pretty' ? printPretty(value, '\n') : printCompact(value)
}

/**
 *     {
 *       "Version" : "2012-10-17",
 *       "Statement" : [ {
 *         "Action" : [ "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer" ]
 *       } ]
 *     }
 *
 * Only objects begin new lines and indent.
 */
function printPretty(value: Json, newLine: string): string {
  if (isArray(value)) {
    return value.length === 0 ? '[ ]' : `[ ${value.map((each) => printPretty(each, newLine)).join(', ')} ]`
  }
  return isObject(value) ? printPrettyObject(value, newLine) : printScalar(value)
}

function printPrettyObject(members: JsonObject, newLine: string): string {
  if (members.size === 0) return '{ }'
  const inner = `${newLine}  `
  const lines = Array.from(members, ([key, value]) => `${inner}${printText(key)} : ${printPretty(value, inner)}`)
  return `{${lines.join(',')}${newLine}}`
}

function printCompact(value: Json): string {
  if (isArray(value)) return `[${value.map(printCompact).join(',')}]`
  if (!isObject(value)) return printScalar(value)
  return `{${Array.from(value, ([key, member]) => `${printText(key)}:${printCompact(member)}`).join(',')}}`
}

function printScalar(value: string | boolean | null | JsonNumber): string {
  if (value instanceof JsonNumber) return value.text
  return typeof value === 'string' ? printText(value) : String(value)
}

/** Jackson's hexadecimal digits are capitals. */
function printText(text: string): string {
  return JSON.stringify(text).replace(/\\(?:u[0-9a-f]{4}|.)/g, (escape) =>
    escape.length === 6 ? `\\u${escape.slice(2).toUpperCase()}` : escape,
  )
}
