/**
 * JSON as policies need it read. `JSON.parse` would take the last of two equal keys, so that a reader and a program could
 * see two policies in one text; it would move keys that look like numbers to the front, and round long numbers. Stored
 * policies come back in the order and with the numbers that they were given in.
 *
 * Linear in the text. RFC 8259; the limits are ours, far above what the policy language can use.
 */
export type Json = string | boolean | null | JsonNumber | JsonArray | JsonObject
export type JsonArray = readonly Json[]
export type JsonObject = ReadonlyMap<string, Json>

/** A number as it was written. */
export class JsonNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type JsonFault = 'not-json' | 'duplicate-key' | 'too-deep' | 'too-long' | 'forbidden-character'

export type ReadJson = { readonly value: Json } | { readonly fault: JsonFault }

/** `policyDocumentType` of IAM's service model. Quotas are smaller and their nouns' matter. */
const maxLength = 131_072

/** Document, Statement, statement, Condition, operator, key, values: seven. */
const maxDepth = 16

export function readJson(text: string): ReadJson {
  if (text.length > maxLength) return { fault: 'too-long' }
  try {
    const reader: Reader = { text, position: 0 }
    const value = readValue(reader, 0)
    skipBlanks(reader)
    return reader.position === text.length ? { value } : { fault: 'not-json' }
  } catch (error) {
    if (error instanceof FaultFound) return { fault: error.fault }
    throw error
  }
}

export function isArray(value: Json | undefined): value is JsonArray {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return value instanceof Map
}

interface Reader {
  readonly text: string
  position: number
}

/** Leaves the recursion; never leaves this file. */
class FaultFound extends Error {
  readonly fault: JsonFault

  constructor(fault: JsonFault) {
    super(fault)
    this.fault = fault
  }
}

function readValue(reader: Reader, depth: number): Json {
  if (depth > maxDepth) throw new FaultFound('too-deep')
  skipBlanks(reader)
  switch (reader.text[reader.position]) {
    case '{':
      return readObject(reader, depth)
    case '[':
      return readArray(reader, depth)
    case '"':
      return readString(reader)
    default:
      return readWord(reader)
  }
}

function readObject(reader: Reader, depth: number): JsonObject {
  const members = new Map<string, Json>()
  reader.position += 1
  if (take(reader, '}')) return members
  do {
    skipBlanks(reader)
    const key = readString(reader)
    if (members.has(key)) throw new FaultFound('duplicate-key')
    if (!take(reader, ':')) throw new FaultFound('not-json')
    members.set(key, readValue(reader, depth + 1))
  } while (take(reader, ','))
  if (!take(reader, '}')) throw new FaultFound('not-json')
  return members
}

function readArray(reader: Reader, depth: number): JsonArray {
  const items: Json[] = []
  reader.position += 1
  if (take(reader, ']')) return items
  do {
    items.push(readValue(reader, depth + 1))
  } while (take(reader, ','))
  if (!take(reader, ']')) throw new FaultFound('not-json')
  return items
}

const stringRegex = /"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*"/y
const numberRegex = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const literalRegex = /true|false|null/y
const blanksRegex = /[ \t\n\r]*/y

function readString(reader: Reader): string {
  const quoted = match(reader, stringRegex)
  if (quoted === undefined) throw new FaultFound('not-json')
  const text = unquote(quoted)
  // Databases and their drivers end a text at NUL, or replace half a character: what is stored would not be what was checked.
  if (text.includes('\0') || !text.isWellFormed()) throw new FaultFound('forbidden-character')
  return text
}

function unquote(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    throw new FaultFound('not-json')
  }
}

function readWord(reader: Reader): Json {
  const literal = match(reader, literalRegex)
  if (literal !== undefined) return literal === 'null' ? null : literal === 'true'
  const number = match(reader, numberRegex)
  if (number === undefined) throw new FaultFound('not-json')
  return new JsonNumber(number)
}

function take(reader: Reader, character: string): boolean {
  skipBlanks(reader)
  if (reader.text[reader.position] !== character) return false
  reader.position += 1
  return true
}

function skipBlanks(reader: Reader): void {
  match(reader, blanksRegex)
}

function match(reader: Reader, sticky: RegExp): string | undefined {
  sticky.lastIndex = reader.position
  const found = sticky.exec(reader.text)?.[0]
  if (found !== undefined) reader.position += found.length
  return found
}
