import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modelledOperations } from '../../../test/support/models.ts'
import { valuesOf } from '../../../test/support/shape-values.ts'
import { iamModel } from '../../generated/iam.model.ts'
import { stsModel } from '../../generated/sts.model.ts'
import { encodeBase64 } from './base64.ts'
import { requireShape } from './model.ts'
import type { ServiceModel } from './model.ts'
import { compileQueryCodec, encodeQueryError } from './query-codec.ts'

const codecOf = (model: ServiceModel, name: keyof typeof iamModel.operations | keyof typeof stsModel.operations) =>
  compileQueryCodec(model, name, model.operations[name] ?? {})

const decodeForm = (model: ServiceModel, name: Parameters<typeof codecOf>[1], form: string) =>
  codecOf(model, name).decode(new URLSearchParams(form))

test('the query decoder reads numbered lists, in any order and with gaps', () => {
  const form = 'UserName=a&Tags.member.10.Key=c&Tags.member.10.Value=&Tags.member.2.Key=b&Tags.member.2.Value=%2B'
  expect(decodeForm(iamModel, 'CreateUser', form)).toEqual({
    kind: 'input',
    input: {
      UserName: 'a',
      Tags: [
        { Key: 'b', Value: '+' },
        { Key: 'c', Value: '' },
      ],
    },
  })
})

test('the query decoder reads an empty parameter as an empty list, and ignores unknown parameters', () => {
  expect(decodeForm(iamModel, 'CreateUser', `Tags=&Nobody.member.x=1&${'a.'.repeat(1000)}=1`)).toEqual({
    kind: 'input',
    input: { Tags: [] },
  })
})

describe('a query that cannot be decoded', () => {
  test.each([
    ['DurationSeconds=abc', 'STRING_VALUE can not be converted to an Integer'],
    ['DurationSeconds=1.5', 'STRING_VALUE can not be converted to an Integer'],
    ['DurationSeconds=2147483648', 'STRING_VALUE can not be converted to an Integer'],
    ['DurationSeconds.member.1=1', 'Start of structure or map found where not expected.'],
    ['Tags=a', 'Expected list or null'],
    ['Tags.member.1=a', 'Expected null'],
    ['Tags.member.0.Key=a', '0 is not a valid index'],
    ['Tags.member.01.Key=a', '01 is not a valid index'],
    ['Tags.member.x.Key=a', 'Start of list found where not expected'],
  ])('%s is refused: %s', (form, sentence) => {
    expect(decodeForm(stsModel, 'AssumeRole', form)).toEqual({ kind: 'serialization', sentence })
  })
})

test('the query encoder writes an output as XML', () => {
  const output = {
    Credentials: {
      AccessKeyId: 'ASIA',
      SecretAccessKey: '<&>',
      SessionToken: 't',
      Expiration: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    },
    PackedPolicySize: 6,
  }
  expect(codecOf(stsModel, 'AssumeRole').encode(output, 'id-1')).toBe(
    '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>' +
      '<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>&lt;&amp;&gt;</SecretAccessKey><SessionToken>t</SessionToken>' +
      '<Expiration>2026-01-02T03:04:05Z</Expiration></Credentials><PackedPolicySize>6</PackedPolicySize>' +
      '</AssumeRoleResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></AssumeRoleResponse>\n',
  )
})

test('the query encoder writes an empty output, lists and a map', () => {
  expect(codecOf(iamModel, 'DeleteUser').encode({}, 'id')).toBe(
    '<DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>id</RequestId>' +
      '</ResponseMetadata></DeleteUserResponse>\n',
  )
  expect(
    codecOf(iamModel, 'ListAccountAliases').encode({ AccountAliases: ['a', 'b'], IsTruncated: false }, 'id'),
  ).toContain('<AccountAliases><member>a</member><member>b</member></AccountAliases><IsTruncated>false</IsTruncated>')
  expect(codecOf(iamModel, 'GetAccountSummary').encode({ SummaryMap: { Users: 3 } }, 'id')).toContain(
    '<SummaryMap><entry><key>Users</key><value>3</value></entry></SummaryMap>',
  )
})

test('the query encoder escapes the text of an error', () => {
  const error = { type: 'Sender', code: 'ValidationError', message: `"a" & 'b' <c>\r\n\u0000\ud800` } as const
  expect(encodeQueryError('https://sts.amazonaws.com/doc/2011-06-15/', error, 'id')).toBe(
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>ValidationError</Code>' +
      '<Message>&quot;a&quot; &amp; &apos;b&apos; &lt;c&gt;&#xD;\n\ufffd\ufffd</Message></Error><RequestId>id</RequestId></ErrorResponse>\n',
  )
})

describe.each(modelledOperations.filter(([, { protocol }]) => protocol === 'query'))(
  '%s',
  (_, model, name, operation) => {
    const codec = compileQueryCodec(model, name, operation)

    test('decodes an input that was written as parameters', () => {
      const { input } = operation
      if (input === undefined) return
      fc.assert(
        fc.property(valuesOf(model, input), (value) => {
          const form = new URLSearchParams(parameters(model, input, '', value)).toString()
          const result = codec.decode(new URLSearchParams(form))
          expect(JSON.stringify(result)).toBe(JSON.stringify({ kind: 'input', input: value }))
        }),
        { numRuns: 20 },
      )
    })

    test('decodes any parameters or fails with a documented error, and encodes every output', () => {
      const segment = fc.constantFrom(
        'Tags',
        'member',
        '1',
        '0',
        'x',
        'Key',
        'DurationSeconds',
        'PolicyArns',
        'arn',
        'MaxItems',
      )
      const key = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.'))
      fc.assert(
        fc.property(fc.array(fc.tuple(key, fc.string()), { maxLength: 5 }), (garbage) => {
          const result = codec.decode(garbage)
          if (result.kind === 'input') codec.validate(result.input)
        }),
        { numRuns: 50 },
      )
      fc.assert(
        fc.property(operation.output === undefined ? fc.constant({}) : valuesOf(model, operation.output), (output) => {
          expect(codec.encode(output, 'id')).toMatch(new RegExp(`^<${name}Response [^]*</${name}Response>\n$`))
        }),
        { numRuns: 20 },
      )
    })
  },
)

/** What a client sends. */
function parameters(model: ServiceModel, name: string, path: string, value: unknown): [string, string][] {
  const shape = requireShape(model, name)
  if (Array.isArray(value)) {
    if (value.length === 0) return [[path, '']]
    const member = shape.type === 'list' ? shape.member : ''
    return value.flatMap((each, index) => parameters(model, member, `${path}.member.${index + 1}`, each))
  }
  if (shape.type === 'structure') {
    const prefix = path === '' ? '' : `${path}.`
    // A structure without members can't be sent; one with an unknown member is read as such.
    if (Object.keys(value as object).length === 0) return [[`${prefix}unknown`, '']]
    return Object.entries(value as object).flatMap(([key, each]) =>
      parameters(model, shape.members[key] ?? '', `${prefix}${key}`, each),
    )
  }
  if (value instanceof Uint8Array) return [[path, encodeBase64(value)]]
  return [[path, shape.type === 'timestamp' ? new Date(value as number).toISOString() : String(value)]]
}
