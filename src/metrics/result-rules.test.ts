import { expect, test } from 'vitest'
import { type Result, resultOf, results } from './result-rules.ts'

type Outcome = Parameters<typeof resultOf>[0]

const answered = (status: number, error?: string, more: Partial<Outcome> = {}): Outcome => ({
  ...{ status, error, cut: undefined, denial: undefined },
  ...more,
})

const cases: readonly (readonly [string, Outcome, Result])[] = [
  ['an answer', answered(200), 'ok'],
  ['an upload that is accepted', answered(202), 'ok'],
  ['a repository that is missing, in JSON', answered(400, 'RepositoryNotFoundException'), 'refused'],
  ['a manifest that is missing', answered(404, 'MANIFEST_UNKNOWN'), 'refused'],
  ['an operation that is not built', answered(501, 'NotImplementedException'), 'refused'],
  ['a request that is malformed', answered(400, 'HPE_INVALID_METHOD'), 'refused'],
  ['a challenge', answered(401), 'unauthenticated'],
  ['a wrong signature, in JSON', answered(400, 'InvalidSignatureException'), 'unauthenticated'],
  ['a wrong signature, in the query protocol', answered(403, 'SignatureDoesNotMatch'), 'unauthenticated'],
  ['a caller who may not, in JSON', answered(400, 'AccessDeniedException'), 'denied'],
  ['a caller who may not, in the query protocol', answered(403, 'AccessDenied'), 'denied'],
  ['a caller who may not, of /v2/', answered(403, 'DENIED'), 'denied'],
  [
    'a download that is denied as missing',
    answered(404, undefined, { denial: { because: '', wouldAllow: [] } }),
    'denied',
  ],
  ['storage that is away', answered(503, 'ServerException'), 'unavailable'],
  ['a fault', answered(500, 'ServerException'), 'failed'],
  ['an answer that was cut', answered(200, undefined, { cut: true }), 'cut'],
  ['no answer at all', answered(200, undefined, { status: undefined, cut: true }), 'cut'],
]

test.each(cases)('%s is counted as its own result', (_, outcome, expected) => {
  expect(resultOf(outcome)).toBe(expected)
})

test('every result is one of some request', () => {
  expect(new Set(cases.map(([, , result]) => result))).toEqual(new Set(results))
})
