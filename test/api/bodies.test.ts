import { describe, expect } from 'vitest'
import { askSigned, targetOf } from '../support/signed-json.ts'
import { test } from './ecr-test.ts'

/** Bodies that are signed and still no requests. */

const MiB = 1024 * 1024
const refusal = (type: string, message: string) => ({ __type: type, message })

describe('what can’t be read', () => {
  test.for([
    ['no JSON', '{', 'The request body is not valid JSON'],
    ['two values', '{}{}', 'The request body is not valid JSON'],
    ['a list', '[]', 'Start of list found where not expected'],
    ['a number for a text', '{"repositoryName":1}', 'NUMBER_VALUE can not be converted to a String'],
    ['a text for a list', '{"tags":"a"}', 'Expected list or null'],
    ['an object for a list', '{"tags":{}}', 'Start of structure or map found where not expected.'],
    ['a list for an object', '{"imageScanningConfiguration":[]}', 'Start of list found where not expected'],
    [
      'a text for a truth',
      '{"imageScanningConfiguration":{"scanOnPush":"yes"}}',
      'STRING_VALUE can not be converted to a Boolean',
    ],
  ] as const)('%s', async ([, body, message], { server }) => {
    const answer = await askSigned(server, 'CreateRepository', body)
    expect(answer.status).toBe(400)
    expect(answer.json()).toEqual(refusal('SerializationException', message))
    expect(answer.headers['content-type']).toBe('application/x-amz-json-1.1')
  })

  test('a body that goes very deep', async ({ server }) => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},"repositoryName":"deep/app"}`
    const answer = await askSigned(server, 'CreateRepository', deep)
    expect([200, 400]).toContain(answer.status)
    expect((await askSigned(server, 'DescribeRepositories')).status).toBe(200)
  })

  test('names that mean something to JavaScript are members like any other', async ({ server }) => {
    const body = '{"__proto__":{"repositoryName":"proto/app"},"constructor":1,"repositoryName":"own/app"}'
    const answer = await askSigned(server, 'CreateRepository', body)
    expect(answer.json()).toMatchObject({ repository: { repositoryName: 'own/app' } })
    const without = await askSigned(server, 'CreateRepository', '{"__proto__":{"repositoryName":"proto/app"}}')
    expect(without.json()).toMatchObject({ __type: 'InvalidParameterException' })
  })
})

describe('how long it may be', () => {
  test.for([
    ['CreateRepository', MiB],
    ['PutImage', 8.5 * MiB],
    ['UploadLayerPart', 28 * MiB],
  ] as const)('%s', async ([operation, limitBytes], { server }) => {
    const answer = await askSigned(server, operation, ' '.repeat(limitBytes + 1))
    expect([answer.status, answer.json()]).toEqual([
      413,
      refusal('RequestEntityTooLargeException', `The request body is larger than ${limitBytes} bytes`),
    ])
  })
})

describe('targets', () => {
  test.for(['', 'Nothing', 'createRepository', 'toString', '__proto__'])(
    '%j is no operation',
    async (operation, { server }) => {
      const answer = await askSigned(server, operation)
      expect([answer.status, answer.json()]).toEqual([
        400,
        refusal('UnknownOperationException', 'The operation is unknown'),
      ])
    },
  )

  test('of another service', async ({ server }) => {
    const headers = { 'x-amz-target': targetOf('CreateRepository').replace('2015', '2016') }
    const answer = await askSigned(server, '', {}, { headers })
    expect(answer.json()).toEqual(refusal('UnknownOperationException', 'The operation is unknown'))
  })
})
