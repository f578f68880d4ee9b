import { describe, expect, test } from 'vitest'
import type { ServiceModel } from './model.ts'
import { compileQueryCodec } from './query-codec.ts'

const model: ServiceModel = {
  service: 'test',
  signingName: 'test',
  protocol: 'query',
  apiVersion: '2026-01-01',
  operations: {},
  errors: {},
  shapes: {
    Input: {
      type: 'structure',
      members: {
        Inner: 'Inner',
        Names: 'Names',
        Ages: 'Ages',
        On: 'Boolean',
        At: 'Time',
        Count: 'Long',
        Share: 'Double',
        Bytes: 'Blob',
      },
    },
    Inner: { type: 'structure', members: { Name: 'String' } },
    Names: { type: 'list', member: 'String' },
    Ages: { type: 'map', key: 'String', value: 'Integer' },
    String: { type: 'string' },
    Integer: { type: 'integer' },
    Long: { type: 'long' },
    Double: { type: 'double' },
    Boolean: { type: 'boolean' },
    Time: { type: 'timestamp' },
    Blob: { type: 'blob' },
  },
}
const decode = (form: string) => compileQueryCodec(model, 'Test', { input: 'Input' }).decode(new URLSearchParams(form))

describe('a form is decoded by its model', () => {
  test.each([
    ['Inner.Name=a', { Inner: { Name: 'a' } }],
    ['Names=', { Names: [] }],
    ['Ages=', { Ages: {} }],
    ['Ages.entry.2.key=b&Ages.entry.2.value=2&Ages.entry.1.key=a&Ages.entry.1.value=1', { Ages: { a: 1, b: 2 } }],
    ['Ages.entry.1.key=a', { Ages: { a: null } }],
    ['On=TRUE', { On: true }],
    ['On=false', { On: false }],
    ['At=2026-01-01T00:00:00.5%2B01:00', { At: Date.parse('2025-12-31T23:00:00.500Z') }],
    ['Count=-9007199254740991', { Count: -9_007_199_254_740_991 }],
    ['Share=-0.25', { Share: -0.25 }],
    ['Bytes=aGk%3D', { Bytes: Buffer.from('hi') }],
  ])('%s', (form, input) => {
    expect(decode(form)).toEqual({ kind: 'input', input })
  })
})

describe('a form is refused that has, for its model,', () => {
  test.each([
    ['a text for a structure', 'Inner=a', 'Expected null'],
    ['a text for a map', 'Ages=a', 'Expected null'],
    ['an entry without a key', 'Ages.entry.1.value=1', 'Expected null'],
    ['no truth value', 'On=1', 'STRING_VALUE can not be converted to a Boolean'],
    ['no time', 'At=yesterday', 'STRING_VALUE can not be converted to a Timestamp'],
    ['a time that there is not', 'At=2026-13-01T00:00:00Z', 'STRING_VALUE can not be converted to a Timestamp'],
    ['a number beyond what is exact', 'Count=9007199254740993', 'STRING_VALUE can not be converted to a Long'],
    ['no number', 'Share=1e3', 'STRING_VALUE can not be converted to a Double'],
    ['no base64', 'Bytes=%21', 'STRING_VALUE can not be converted to a Blob'],
  ])('%s', (_, form, sentence) => {
    expect(decode(form)).toEqual({ kind: 'serialization', sentence })
  })
})

test('a shape that the model lacks is named', () => {
  expect(() => compileQueryCodec(model, 'Test', { input: 'Absent' })).toThrow(
    'the model of test has no shape named Absent',
  )
})
