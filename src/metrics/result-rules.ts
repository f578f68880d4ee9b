import type { RequestRecord } from '../http/ops/recorder.ts'

/** How a request ended, in as many words as a graph has room for. */
export const results = ['ok', 'refused', 'unauthenticated', 'denied', 'unavailable', 'failed', 'cut'] as const
export type Result = (typeof results)[number]

/** Errors that say that it isn't known who asks, as JSON, the query protocol and `/v2/` call them. */
const unauthenticated = new Set([
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
  'ExpiredToken',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'MissingAuthenticationToken',
  'SignatureDoesNotMatch',
  'UNAUTHORIZED',
])

/** Errors that say that the caller may not. */
const denied = new Set(['AccessDeniedException', 'AccessDenied', 'DENIED', 'Forbidden'])

/** AWS answers most refusals with 400, so the status alone doesn't say it. */
export function resultOf({ status, cut, error = '', denial }: Outcome): Result {
  if (cut === true || status === undefined) return 'cut'
  if (status === 503) return 'unavailable'
  if (status >= 500 && status !== 501) return 'failed'
  if (status === 401 || unauthenticated.has(error)) return 'unauthenticated'
  if (denial !== undefined || denied.has(error)) return 'denied'
  return status < 400 ? 'ok' : 'refused'
}

type Outcome = Pick<RequestRecord, 'status' | 'cut' | 'error' | 'denial'>
