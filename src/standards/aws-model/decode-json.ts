import { decodeBase64 } from './base64.ts'
import type { ScalarName } from './decoded.ts'
import { listExpected, listFound, structureExpected, structureFound, unconvertible } from './decoded.ts'
import { requireShape } from './model.ts'
import type { ServiceModel, StructureShape } from './model.ts'

/** Turns parsed JSON into a value of a shape. */
export type DecodeJson = (json: unknown) => unknown

/**
 * AWS's JSON 1.1: unknown members are ignored, a member that is null is absent, timestamps are seconds since 1970.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function compileJsonDecoder(model: ServiceModel, name: string): DecodeJson {
  const shape = requireShape(model, name)
  switch (shape.type) {
    case 'structure':
      return structureDecoder(model, shape)
    case 'list':
      return listDecoder(compileJsonDecoder(model, shape.member))
    case 'map':
      return mapDecoder(compileJsonDecoder(model, shape.value))
    default:
      return scalarDecoders[shape.type]
  }
}

function structureDecoder(model: ServiceModel, shape: StructureShape): DecodeJson {
  const members = Object.entries(shape.members).map(([name, of]) => [name, compileJsonDecoder(model, of)] as const)
  return (json) => {
    const object = requireObject(json)
    const value: Record<string, unknown> = {}
    for (const [name, decode] of members) {
      const member = Object.hasOwn(object, name) ? object[name] : undefined
      if (member !== undefined && member !== null) value[name] = decode(member)
    }
    return value
  }
}

/** A null in a list stays for the validator to name. */
function listDecoder(decode: DecodeJson): DecodeJson {
  return (json) => {
    if (!Array.isArray(json)) throw typeof json === 'object' ? structureFound() : listExpected()
    return json.map((each: unknown) => (each === null ? null : decode(each)))
  }
}

function mapDecoder(decode: DecodeJson): DecodeJson {
  return (json) =>
    Object.fromEntries(
      Object.entries(requireObject(json)).map(([key, each]) => [key, each === null ? null : decode(each)]),
    )
}

function requireObject(json: unknown): Record<string, unknown> {
  if (Array.isArray(json)) throw listFound()
  if (typeof json !== 'object' || json === null) throw structureExpected()
  return json as Record<string, unknown>
}

const scalarDecoders = {
  string: scalar('a String', (json) => (typeof json === 'string' ? json : undefined)),
  boolean: scalar('a Boolean', (json) => (typeof json === 'boolean' ? json : undefined)),
  integer: scalar('an Integer', (json) => (isInt32(json) ? json : undefined)),
  long: scalar('a Long', (json) => (Number.isSafeInteger(json) ? json : undefined)),
  double: scalar('a Double', (json) => (typeof json === 'number' ? json : undefined)),
  timestamp: scalar('a Timestamp', (json) => (isSeconds(json) ? Math.round(json * 1000) : undefined)),
  blob: scalar('a Blob', (json) => (typeof json === 'string' ? decodeBase64(json) : undefined)),
}

function isInt32(json: unknown): json is number {
  return typeof json === 'number' && json === (json | 0)
}

/** ECMAScript's dates end 100 million days from 1970. */
function isSeconds(json: unknown): json is number {
  return typeof json === 'number' && Math.abs(json) <= 8.64e12
}

function scalar(wanted: ScalarName, decode: (json: unknown) => unknown): DecodeJson {
  return (json) => {
    const value = decode(json)
    if (value === undefined) throw unconvertible(json, wanted)
    return value
  }
}
