import { expect, test } from 'vitest'
import type { RequestRecord } from './recorder.ts'
import { requestLog } from './request-log.ts'

const record: RequestRecord = {
  requestId: 'r-1',
  sourceIp: '192.0.2.7',
  principal: 'arn:aws:iam::123456789012:root',
  door: 'aws-json',
  operation: { service: 'ecr', name: 'PutImage', effect: 'changes' },
  repository: 'app',
  status: 200,
  cut: undefined,
  receivedBytes: 1_234,
  sentBytes: 42,
  durationMs: 1.2345,
  error: undefined,
  denial: undefined,
  advice: undefined,
  fault: undefined,
}

function lines(of: RequestRecord): unknown[] {
  const written: unknown[] = []
  const write = (level: string) => (fields: object, message: string) => written.push([level, message, fields])
  requestLog({ info: write('info'), error: write('error'), close: () => Promise.resolve() }).record(of)
  return written
}

test('a request is logged as one line of level info', () => {
  expect(lines(record)).toEqual([
    [
      'info',
      'request',
      {
        requestId: 'r-1',
        sourceIp: '192.0.2.7',
        principal: 'arn:aws:iam::123456789012:root',
        operation: 'PutImage',
        repository: 'app',
        status: 200,
        bytes: 42,
        durationMs: 1.2,
      },
    ],
  ])
})

test('a refused request is logged with its error code', () => {
  expect(lines({ ...record, status: 400, error: 'ImageNotFoundException' })).toMatchObject([
    ['info', 'request', { status: 400, error: 'ImageNotFoundException' }],
  ])
})

test('a denied request is logged with what would have allowed it', () => {
  const denial = { because: 'because no identity-based policy allows it', wouldAllow: ['add a statement'] }
  expect(lines({ ...record, status: 400, error: 'AccessDeniedException', denial })).toMatchObject([
    ['info', 'request', { error: 'AccessDeniedException', denial }],
  ])
})

test('a refusal that the operator can fix is logged with advice', () => {
  const advice = 'create the account with ecrd account create 444455556666'
  expect(lines({ ...record, status: 400, error: 'InvalidParameterException', advice })).toMatchObject([
    ['info', 'request', { error: 'InvalidParameterException', advice }],
  ])
})

test('a failure of the server is logged at level error with the exception', () => {
  const fault = new Error('broken')
  expect(lines({ ...record, status: 500, error: 'ServerException', fault })).toMatchObject([
    ['error', 'request failed', { status: 500, err: fault }],
  ])
})

test('the log omits unknown fields of a record, such as authorization', () => {
  expect(JSON.stringify(lines({ ...record, authorization: 'Basic c2VjcmV0' } as RequestRecord))).not.toContain(
    'c2VjcmV0',
  )
})
