import { isUtf8 } from 'node:buffer'
import { type JsonBounds, surveyJson } from './survey-json.ts'

export type JsonFault = 'not-utf8' | 'not-json' | 'too-many-values' | 'too-deep' | 'too-much-plain'

/** `members`: how many the text has; more than the value's where an object names one twice, since the last one counts. */
export type ParsedJson = { readonly value: unknown; readonly members: number } | { readonly fault: JsonFault }

/** Parses JSON from outside, once it is known that it costs little. A byte order mark is no JSON (RFC 8259 §8.1). */
export function parseJson(bytes: Uint8Array, bounds: JsonBounds): ParsedJson {
  if (!isUtf8(bytes)) return { fault: 'not-utf8' }
  const survey = surveyJson(bytes, bounds)
  if ('excess' in survey) return { fault: survey.excess }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  try {
    return { value: JSON.parse(text) as unknown, members: survey.members }
  } catch {
    return { fault: 'not-json' }
  }
}

/** How many members the objects of a parsed value have, all together. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inside: readonly unknown[] = Object.values(value)
  const own = Array.isArray(value) ? 0 : inside.length
  return inside.reduce<number>((sum, each) => sum + countMembers(each), own)
}
