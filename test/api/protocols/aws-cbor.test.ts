import { describe, expect } from 'vitest'
import { decodeCbor, encodeCbor } from '../../../src/standards/cbor/cbor.ts'
import type { RegistryAnswer } from '../../support/registry-client.ts'
import { askTaggingInCbor, type CborRequest } from '../../support/signed-tagging.ts'
import { newTagged, test } from '../resource-groups-tagging/tagging-test.ts'

const told = ({ status, body }: RegistryAnswer) => ({
  status,
  told: decodeCbor(body, { maxDepth: 10, maxItems: 1000 }),
})
const failure = (status: number, __type: string, message: string) => ({ status, told: { __type, message } })
const unreadable = (message: string) => failure(400, 'SerializationException', message)
const notCbor = 'The request body is not valid CBOR, or holds too much'

describe('Smithy RPC v2 in CBOR', () => {
  test('answers the same members as JSON does', async ({ ecr, server }) => {
    const arn = await newTagged(ecr, { team: 'red' })
    const body = encodeCbor({ ResourceARNList: [arn] })
    const answer = await askTaggingInCbor(server, 'GetResources', { body })
    expect(answer.headers).toMatchObject({
      'content-type': 'application/cbor',
      'smithy-protocol': 'rpc-v2-cbor',
      'x-amzn-requestid': expect.any(String) as string,
    })
    expect(told(answer)).toEqual({
      status: 200,
      told: {
        ResourceTagMappingList: [{ ResourceARN: arn, Tags: [{ Key: 'team', Value: 'red' }] }],
        PaginationToken: '',
      },
    })
  })

  test('takes an empty body for an input without members', async ({ server }) => {
    const { status } = await askTaggingInCbor(server, 'GetTagKeys', { body: new Uint8Array() })
    expect(status).toBe(200)
  })

  const nested = (depth: number) => Buffer.concat([Buffer.alloc(depth, 0x81), Buffer.from([0])])
  test.for<[string, CborRequest['body'], string]>([
    ['half a CBOR document', encodeCbor({ Key: 'team' }).subarray(0, 8), notCbor],
    ['JSON in place of CBOR', Buffer.from('{"Key":"team"}'), notCbor],
    ['lists in lists without end', nested(100_000), notCbor],
    [
      'a million items',
      Buffer.concat([Buffer.from([0x9f]), Buffer.alloc(1_000_000, 0xa0), Buffer.from([0xff])]),
      notCbor,
    ],
    ['a list in place of members', encodeCbor([]), 'Start of list found where not expected'],
    ['a number in place of a text', encodeCbor({ Key: 1 }), 'NUMBER_VALUE can not be converted to a String'],
  ])('refuses a body with %s', async ([, body, message], { server }) => {
    expect(told(await askTaggingInCbor(server, 'GetTagValues', { body }))).toEqual(unreadable(message))
  })

  test('refuses with the same errors as JSON does', async ({ server, allowed }) => {
    const missing = await askTaggingInCbor(server, 'GetTagValues', { body: encodeCbor({}) })
    expect(told(missing)).toEqual({
      status: 400,
      told: {
        __type: 'InvalidParameterException',
        // As the model of this service calls it.
        Message:
          "1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null",
      },
    })
    const { credentials, arn } = await allowed({ Action: 'ecr:*' })
    const denied = await askTaggingInCbor(server, 'GetTagKeys', { body: encodeCbor({}), credentials })
    expect(told(denied)).toEqual(
      failure(
        400,
        'AccessDeniedException',
        `User: ${arn} is not authorized to perform: tag:GetTagKeys on resource: * because no identity-based policy allows the tag:GetTagKeys action`,
      ),
    )
    const forged = { ...credentials, secretAccessKey: 'another' }
    const unknown = await askTaggingInCbor(server, 'GetTagKeys', { body: encodeCbor({}), credentials: forged })
    expect(told(unknown)).toMatchObject({ status: 400, told: { __type: 'InvalidSignatureException' } })
  })

  test.for<[string, Partial<CborRequest>]>([
    [
      'an operation that does not exist',
      { path: '/service/ResourceGroupsTaggingAPI_20170126/operation/GetEverything' },
    ],
    ['a service that speaks no CBOR', { path: '/service/AmazonEC2ContainerRegistry_V20150921/operation/ListImages' }],
    ['another protocol at its path', { protocol: 'rpc-v3-cbor' }],
  ])('refuses %s as an unknown operation', async ([, request], { server }) => {
    const answer = await askTaggingInCbor(server, 'GetTagKeys', { body: encodeCbor({}), ...request })
    expect(told(answer)).toEqual(failure(400, 'UnknownOperationException', 'The operation is unknown'))
  })

  test('refuses a body that is too long', async ({ server }) => {
    const body = Buffer.alloc(1024 * 1024 + 1, 0xa0)
    const answer = await askTaggingInCbor(server, 'GetTagKeys', { body })
    expect(told(answer)).toEqual(
      failure(413, 'RequestEntityTooLargeException', 'The request body is larger than 1048576 bytes'),
    )
  })
})
