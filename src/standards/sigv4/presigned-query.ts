import type { StatedSignature } from './parsed-signature.ts'
import { decodeQueryPart } from './percent-encoding.ts'
import type { QueryParameter } from './query.ts'
import { refuse } from './signature-error.ts'
import { findSingleHeader, type SignedRequestParts } from './signed-request.ts'
import { parseTimestamp } from './timestamp.ts'

const required = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']

const maxExpiresSeconds = 7 * 24 * 60 * 60

/**
 * The query form, a presigned URL:
 *
 *     ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20250101%2Feu-west-1%2Fecr%2Faws4_request
 *     &X-Amz-Date=20250101T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=…
 *
 * and X-Amz-Security-Token for temporary credentials. Names count with their case; each may be there once.
 */
export function parsePresignedQuery(
  request: SignedRequestParts,
  parameters: readonly QueryParameter[],
): StatedSignature {
  const stated = readParameters(parameters)
  const find = (name: string): string => stated.get(name) ?? ''
  const missing = required.filter((name) => find(name) === '')
  if (missing.length > 0) refuse({ reason: 'incomplete-query', missing })
  // A signer that moves headers into the query may leave their names in lower case.
  const payloadHash = stated.get('X-Amz-Content-Sha256') ?? stated.get('x-amz-content-sha256')
  return {
    form: 'query',
    algorithm: find('X-Amz-Algorithm'),
    credential: find('X-Amz-Credential'),
    signedHeaders: find('X-Amz-SignedHeaders'),
    signature: find('X-Amz-Signature'),
    timestampMs: parseDate(find('X-Amz-Date')),
    expiresSeconds: parseExpires(stated.get('X-Amz-Expires')),
    sessionToken: inOnePlace(request, 'x-amz-security-token', stated.get('X-Amz-Security-Token')),
    statedPayloadHash: inOnePlace(request, 'x-amz-content-sha256', payloadHash),
  }
}

function readParameters(parameters: readonly QueryParameter[]): Map<string, string> {
  const stated = new Map<string, string>()
  const seen = new Set<string>()
  for (const { name, value } of parameters) {
    const lowerCase = name.toLowerCase()
    if (!lowerCase.startsWith('x-amz-')) continue
    if (seen.has(lowerCase)) refuse({ reason: 'duplicate', what: `query parameter '${name.slice(0, 64)}'` })
    seen.add(lowerCase)
    stated.set(name, decodeQueryPart(value).toString())
  }
  return stated
}

function parseDate(text: string): number {
  return parseTimestamp(text) ?? refuse({ reason: 'malformed-date', given: text.slice(0, 64) })
}

/** It may be left out: services other than S3 don't ask for it. */
function parseExpires(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (seconds < 1 || seconds > maxExpiresSeconds) refuse({ reason: 'malformed-expires', given: text.slice(0, 64) })
  return seconds
}

/** Said in the query or by a header, but not by both. */
function inOnePlace(request: SignedRequestParts, header: string, parameter: string | undefined): string | undefined {
  const value = findSingleHeader(request, header)
  if (value !== undefined && parameter !== undefined) {
    refuse({ reason: 'duplicate', what: `value '${header}' as header or query parameter` })
  }
  return value ?? parameter
}
