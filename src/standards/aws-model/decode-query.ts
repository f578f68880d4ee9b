import { decodeBase64 } from './base64.ts'
import type { ScalarName } from './decoded.ts'
import { listExpected, listFound, notAnIndex, structureExpected, unconvertible } from './decoded.ts'
import { requireShape } from './model.ts'
import type { ServiceModel, StructureShape } from './model.ts'
import type { ParameterTree } from './parameter-tree.ts'

/** Turns the parameters of a query request into a value of a shape. */
export type DecodeQuery = (tree: ParameterTree) => unknown

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#query-key-resolution */
export function compileQueryDecoder(model: ServiceModel, name: string): DecodeQuery {
  const shape = requireShape(model, name)
  switch (shape.type) {
    case 'structure':
      return structureDecoder(model, shape)
    case 'list':
      return listDecoder(compileQueryDecoder(model, shape.member))
    case 'map':
      return mapDecoder(compileQueryDecoder(model, shape.value))
    default:
      return scalarDecoders[shape.type]
  }
}

function structureDecoder(model: ServiceModel, shape: StructureShape): DecodeQuery {
  const members = Object.entries(shape.members).map(([name, of]) => [name, compileQueryDecoder(model, of)] as const)
  return ({ text, children }) => {
    if (text !== undefined) throw structureExpected()
    const value: Record<string, unknown> = {}
    for (const [name, decode] of members) {
      const member = children.get(name)
      if (member !== undefined) value[name] = decode(member)
    }
    return value
  }
}

/** `X.member.1=a&X.member.2=b`; an empty list is `X=`. */
function listDecoder(decode: DecodeQuery): DecodeQuery {
  return ({ text, children }) => {
    if (text !== undefined && text !== '') throw listExpected()
    return elements(children.get('member')).map(decode)
  }
}

/** `X.entry.1.key=a&X.entry.1.value=b` */
function mapDecoder(decode: DecodeQuery): DecodeQuery {
  return ({ text, children }) => {
    if (text !== undefined && text !== '') throw structureExpected()
    return Object.fromEntries(elements(children.get('entry')).map((entry) => [keyOf(entry), valueOf(entry, decode)]))
  }
}

function keyOf({ children }: ParameterTree): string {
  const key = children.get('key')?.text
  if (key === undefined) throw structureExpected()
  return key
}

/** A key without a value stays for the validator to name. */
function valueOf({ children }: ParameterTree, decode: DecodeQuery): unknown {
  const value = children.get('value')
  return value === undefined ? null : decode(value)
}

/** In the order of their numbers, which may leave gaps. */
function elements(tree: ParameterTree | undefined): readonly ParameterTree[] {
  const numbered = [...(tree?.children ?? [])].map(([index, element]) => ({ number: parseIndex(index), element }))
  return numbered.sort((a, b) => a.number - b.number).map(({ element }) => element)
}

function parseIndex(index: string): number {
  if (!/^\d+$/.test(index)) throw listFound()
  if (!/^[1-9]\d{0,8}$/.test(index)) throw notAnIndex(index)
  return Number(index)
}

const scalarDecoders = {
  string: scalar('a String', (text) => text),
  boolean: scalar('a Boolean', (text) => booleans.get(text.toLowerCase())),
  integer: scalar('an Integer', (text) => parseInteger(text, 2 ** 31 - 1)),
  long: scalar('a Long', (text) => parseInteger(text, Number.MAX_SAFE_INTEGER)),
  double: scalar('a Double', (text) => (/^-?\d{1,300}(\.\d{1,300})?$/.test(text) ? Number(text) : undefined)),
  timestamp: scalar('a Timestamp', parseTime),
  blob: scalar('a Blob', decodeBase64),
}

const booleans = new Map([
  ['true', true],
  ['false', false],
])

function scalar(wanted: ScalarName, decode: (text: string) => unknown): DecodeQuery {
  return ({ text }) => {
    if (text === undefined) throw unconvertible({}, wanted)
    const value = decode(text)
    if (value === undefined) throw unconvertible(text, wanted)
    return value
  }
}

function parseInteger(text: string, max: number): number | undefined {
  const value = /^-?\d{1,16}$/.test(text) ? Number(text) : undefined
  return value !== undefined && value <= max && value >= -max - 1 ? value : undefined
}

/** `2026-01-01T00:00:00Z`, as milliseconds since 1970. */
function parseTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined
  const timeMs = Date.parse(text)
  return Number.isNaN(timeMs) ? undefined : timeMs
}
