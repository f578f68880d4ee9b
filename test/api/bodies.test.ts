import { describe, expect } from 'vitest'
import { askSigned, targetOf } from '../support/signed-json.ts'
import { test } from './ecr-test.ts'

/** Bodies that are signed and still no requests. */

const MiB = 1024 * 1024
const refusal = (type: string, message: string) => ({ __type: type, message })

describe('unreadable bodies of the JSON API', () => {
  test.for([
    ['broken JSON', '{', 'The request body is not valid JSON'],
    ['two JSON values', '{}{}', 'The request body is not valid JSON'],
    ['a list in place of its members', '[]', 'Start of list found where not expected'],
    ['a number in place of a text', '{"repositoryName":1}', 'NUMBER_VALUE can not be converted to a String'],
    ['a text in place of a list', '{"tags":"a"}', 'Expected list or null'],
    ['an object in place of a list', '{"tags":{}}', 'Start of structure or map found where not expected.'],
    ['a list in place of an object', '{"imageScanningConfiguration":[]}', 'Start of list found where not expected'],
    [
      'a text in place of a boolean',
      '{"imageScanningConfiguration":{"scanOnPush":"yes"}}',
      'STRING_VALUE can not be converted to a Boolean',
    ],
  ] as const)('CreateRepository refuses a body with %s', async ([, body, message], { server }) => {
    const answer = await askSigned(server, 'CreateRepository', body)
    expect(answer.status).toBe(400)
    expect(answer.json()).toEqual(refusal('SerializationException', message))
    expect(answer.headers['content-type']).toBe('application/x-amz-json-1.1')
  })

  test.for([
    [
      'is nested 100,000 levels deep',
      `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'is nested more than 32 levels deep',
    ],
    [
      'is nested deeper than any input',
      `{"a":${'['.repeat(32)}${']'.repeat(32)}}`,
      'is nested more than 32 levels deep',
    ],
    ['has more values than any input', `{"a":[${'1,'.repeat(19_999)}1]}`, 'has more than 20000 values'],
    ['has as many values in a known member', `{"tags":[${'{},'.repeat(9_999)}{}]}`, 'has more than 20000 values'],
  ] as const)('CreateRepository refuses a body that %s', async ([, body, what], { server }) => {
    const answer = await askSigned(server, 'CreateRepository', body)
    expect([answer.status, answer.json()]).toEqual([400, refusal('SerializationException', `The request body ${what}`)])
  })

  test('UploadLayerPart refuses a body with more than 1 MiB outside of texts', async ({ server }) => {
    const answer = await askSigned(server, 'UploadLayerPart', `{${' '.repeat(MiB)}}`)
    expect([answer.status, answer.json()]).toEqual([
      400,
      refusal('SerializationException', 'The request body has more than 1048576 bytes outside of texts'),
    ])
  })

  test('UploadLayerPart refuses a body of 28 MiB that has only values', async ({ server }) => {
    const body = `{"a":[${'{},'.repeat(9 * MiB)}{}]}`
    const answer = await askSigned(server, 'UploadLayerPart', body)
    expect([answer.status, answer.json()]).toEqual([
      400,
      refusal('SerializationException', 'The request body has more than 20000 values'),
    ])
  })

  test('an unknown member of a body is ignored, whatever its value', async ({ server }) => {
    const unknown = `${'['.repeat(30)}${'{},'.repeat(4_000)}{}${']'.repeat(30)}`
    const answer = await askSigned(server, 'DescribeRepositories', `{"unknown":${unknown},"layerPartBlob":"no base64"}`)
    expect(answer.status).toBe(200)
  })

  test('members called __proto__ and constructor are ignored like any unknown member', async ({ server }) => {
    const body = '{"__proto__":{"repositoryName":"proto/app"},"constructor":1,"repositoryName":"own/app"}'
    const answer = await askSigned(server, 'CreateRepository', body)
    expect(answer.json()).toMatchObject({ repository: { repositoryName: 'own/app' } })
    const without = await askSigned(server, 'CreateRepository', '{"__proto__":{"repositoryName":"proto/app"}}')
    expect(without.json()).toMatchObject({ __type: 'InvalidParameterException' })
  })
})

describe('bodies of the JSON API that are too long', () => {
  test.for([
    ['CreateRepository', MiB],
    ['PutImage', 8.5 * MiB],
    ['UploadLayerPart', 28 * MiB],
  ] as const)('%s answers 413 to a body above its limit', async ([operation, limitBytes], { server }) => {
    const answer = await askSigned(server, operation, ' '.repeat(limitBytes + 1))
    expect([answer.status, answer.json()]).toEqual([
      413,
      refusal('RequestEntityTooLargeException', `The request body is larger than ${limitBytes} bytes`),
    ])
  })
})

describe('targets of the JSON API', () => {
  test.for(['', 'Nothing', 'createRepository', 'toString', '__proto__'])(
    'the target %j answers UnknownOperationException',
    async (operation, { server }) => {
      const answer = await askSigned(server, operation)
      expect([answer.status, answer.json()]).toEqual([
        400,
        refusal('UnknownOperationException', 'The operation is unknown'),
      ])
    },
  )

  test('a target of another service is answered with the services that ecrd serves', async ({ server }) => {
    const headers = { 'x-amz-target': targetOf('CreateRepository').replace('2015', '2016') }
    const answer = await askSigned(server, '', {}, { headers })
    const sentence =
      'ecrd does not serve AmazonEC2ContainerRegistry_V20160921. It serves ecr, tagging, sts, iam, and ecrd.'
    expect(answer.json()).toEqual(refusal('UnknownOperationException', sentence))
  })
})
