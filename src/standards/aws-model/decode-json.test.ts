import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modelledOperations } from '../../../test/support/models.ts'
import { valuesOf } from '../../../test/support/shape-values.ts'
import { compileJsonDecoder } from './decode-json.ts'
import { decoded } from './decoded.ts'
import { compileJsonEncoder } from './encode-json.ts'
import { compileJsonCodec } from './json-codec.ts'
import type { ServiceModel } from './model.ts'

const model: ServiceModel = {
  service: 'test',
  signingName: 'test',
  protocol: 'json',
  apiVersion: '1',
  operations: {},
  errors: {},
  shapes: {
    Everything: {
      type: 'structure',
      members: {
        text: 'Text',
        flag: 'Flag',
        small: 'Small',
        big: 'Big',
        ratio: 'Ratio',
        when: 'When',
        bytes: 'Bytes',
        texts: 'Texts',
        labels: 'Labels',
        inner: 'Inner',
      },
    },
    Inner: { type: 'structure', members: { text: 'Text' } },
    Text: { type: 'string' },
    Flag: { type: 'boolean' },
    Small: { type: 'integer' },
    Big: { type: 'long' },
    Ratio: { type: 'double' },
    When: { type: 'timestamp' },
    Bytes: { type: 'blob' },
    Texts: { type: 'list', member: 'Text' },
    Labels: { type: 'map', key: 'Text', value: 'Text' },
  },
}
const decode = compileJsonDecoder(model, 'Everything')
const input = (json: unknown) => decoded(() => decode(json))

test('the JSON decoder reads a value of every type', () => {
  const json = {
    text: 'a',
    flag: true,
    small: -5,
    big: 5_000_000_000,
    ratio: 0.5,
    when: 1448875853.241,
    bytes: 'AAEC',
    texts: ['a', null],
    labels: { __proto__x: 'a' },
    inner: { text: 'b' },
    unknown: {},
  }
  expect(input(json)).toEqual({
    kind: 'input',
    input: {
      text: 'a',
      flag: true,
      small: -5,
      big: 5_000_000_000,
      ratio: 0.5,
      when: 1448875853241,
      bytes: Buffer.from([0, 1, 2]),
      texts: ['a', null],
      labels: { __proto__x: 'a' },
      inner: { text: 'b' },
    },
  })
})

test('the JSON decoder drops null and unknown members, whatever their names', () => {
  expect(input(JSON.parse('{"text":null,"__proto__":{"text":"x"},"constructor":1}'))).toEqual({
    kind: 'input',
    input: {},
  })
})

test('the JSON decoder keeps a map key named __proto__', () => {
  const result = input(JSON.parse('{"labels":{"__proto__":"x"}}'))
  expect(JSON.stringify(result)).toBe('{"kind":"input","input":{"labels":{"__proto__":"x"}}}')
})

describe('a value of the wrong type is refused in AWS’s words', () => {
  test.each([
    [[], 'Start of list found where not expected'],
    ['text', 'Expected null'],
    [null, 'Expected null'],
    [{ text: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ text: true }, 'TRUE_VALUE can not be converted to a String'],
    [{ text: {} }, 'Start of structure or map found where not expected.'],
    [{ text: [] }, 'Start of list found where not expected'],
    [{ flag: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    [{ flag: 0 }, 'NUMBER_VALUE can not be converted to a Boolean'],
    [{ small: '1' }, 'STRING_VALUE can not be converted to an Integer'],
    [{ small: false }, 'FALSE_VALUE can not be converted to an Integer'],
    [{ small: 1.5 }, 'NUMBER_VALUE can not be converted to an Integer'],
    [{ small: 2 ** 31 }, 'NUMBER_VALUE can not be converted to an Integer'],
    [{ small: { valueOf: 1, toString: 1 } }, 'Start of structure or map found where not expected.'],
    [{ big: 2 ** 53 }, 'NUMBER_VALUE can not be converted to a Long'],
    [{ ratio: '1' }, 'STRING_VALUE can not be converted to a Double'],
    [{ when: '2026-01-01T00:00:00Z' }, 'STRING_VALUE can not be converted to a Timestamp'],
    [{ when: 1e300 }, 'NUMBER_VALUE can not be converted to a Timestamp'],
    [{ bytes: 'AAE' }, 'STRING_VALUE can not be converted to a Blob'],
    [{ bytes: 'AA_-' }, 'STRING_VALUE can not be converted to a Blob'],
    [{ bytes: 'AAE=AAE=' }, 'STRING_VALUE can not be converted to a Blob'],
    [{ bytes: 'AA E' }, 'STRING_VALUE can not be converted to a Blob'],
    [{ texts: 'a' }, 'Expected list or null'],
    [{ texts: {} }, 'Start of structure or map found where not expected.'],
    [{ texts: [1] }, 'NUMBER_VALUE can not be converted to a String'],
    [{ labels: [] }, 'Start of list found where not expected'],
    [{ labels: { a: 1 } }, 'NUMBER_VALUE can not be converted to a String'],
    [{ inner: 'a' }, 'Expected null'],
    [{ inner: [] }, 'Start of list found where not expected'],
  ])('%j gives: %s', (json, sentence) => {
    expect(input(json)).toEqual({ kind: 'serialization', sentence })
  })
})

test('the JSON decoder accepts base64 exactly if its alphabet and padding are canonical', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('Aa0+/=-_ \n')), maxLength: 12 }),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  )
  fc.assert(
    fc.property(text, (bytes) => {
      const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(bytes)
      expect(input({ bytes }).kind).toBe(isBase64 ? 'input' : 'serialization')
    }),
    { numRuns: 3_000 },
  )
})

describe.each(modelledOperations)('%s', (_title, of, _name, operation) => {
  const shapes = [operation.input, operation.output].filter((shape) => shape !== undefined)
  test.each(shapes)('%s decodes to itself after it was encoded', (shape) => {
    const [encodeShape, decodeShape] = [compileJsonEncoder(of, shape), compileJsonDecoder(of, shape)]
    fc.assert(
      fc.property(valuesOf(of, shape), (value) => {
        expect(bytesAsText(decodeShape(JSON.parse(JSON.stringify(encodeShape(value)))))).toEqual(bytesAsText(value))
      }),
      { numRuns: 20 },
    )
  })

  test('decodes any JSON to an input or fails with a documented error', () => {
    const codec = compileJsonCodec(of, operation, new Set())
    const shape = operation.input === undefined ? undefined : of.shapes[operation.input]
    const members = shape?.type === 'structure' ? Object.keys(shape.members) : []
    const garbage = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('x', ...members), fc.jsonValue()))
    fc.assert(
      fc.property(garbage, (json) => {
        const result = codec.decode(json)
        if (result.kind === 'input') codec.validate(result.input)
      }),
      { numRuns: 50 },
    )
  })
})

function bytesAsText(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(bytesAsText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bytesAsText(member)]))
}
