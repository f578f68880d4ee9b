import { hashHeader } from './failures.ts'
import type { StatedSignature } from './parsed-signature.ts'
import { refuse } from './signature-error.ts'
import { findSingleHeader, type SignedRequestParts } from './signed-request.ts'
import { parseHttpDate, parseTimestamp } from './timestamp.ts'

const maxAuthorizationLength = 8 * 1024

/**
 * The header form:
 *
 *     Authorization: AWS4-HMAC-SHA256 Credential=AKID/20250101/eu-west-1/ecr/aws4_request, SignedHeaders=host;x-amz-date, Signature=…
 *
 * The blanks after the commas may be left out, the order is free, and what else is there is ignored.
 */
export function parseAuthorizationHeader(request: SignedRequestParts, authorization: string): StatedSignature {
  if (authorization.length > maxAuthorizationLength) {
    refuse({ reason: 'too-long', what: 'length of the Authorization header', limit: maxAuthorizationLength })
  }
  const text = authorization.trim()
  const blank = text.search(/[ \t]/)
  const algorithm = blank < 0 ? text : text.slice(0, blank)
  const pairs = parsePairs(blank < 0 ? '' : text.slice(blank + 1), authorization)
  const amzDate = findSingleHeader(request, 'x-amz-date')
  const date = findSingleHeader(request, 'date')
  requireAll(pairs, amzDate ?? date, authorization)
  return {
    form: 'header',
    algorithm,
    credential: pairs.get('Credential') ?? '',
    signedHeaders: pairs.get('SignedHeaders') ?? '',
    signature: pairs.get('Signature') ?? '',
    timestampMs: amzDate === undefined ? parseDate(date ?? '') : parseAmzDate(amzDate),
    expiresSeconds: undefined,
    sessionToken: findSingleHeader(request, 'x-amz-security-token'),
    statedPayloadHash: findSingleHeader(request, 'x-amz-content-sha256'),
  }
}

function parsePairs(text: string, authorization: string): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const part of text.split(',').map((untrimmed) => untrimmed.trim())) {
    if (part === '') continue
    const equals = part.indexOf('=')
    if (equals < 0) refuse({ reason: 'not-key-value', authorization: hashHeader(authorization) })
    const key = part.slice(0, equals)
    if (pairs.has(key))
      refuse({ reason: 'duplicate', what: `parameter of the Authorization header '${key.slice(0, 64)}'` })
    pairs.set(key, part.slice(equals + 1))
  }
  return pairs
}

function requireAll(pairs: ReadonlyMap<string, string>, date: string | undefined, authorization: string): void {
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((key) => (pairs.get(key) ?? '') === '')
  if ((date ?? '') === '') missing.push('Date')
  if (missing.length > 0) refuse({ reason: 'incomplete-header', missing, authorization: hashHeader(authorization) })
}

/** Counts where there is no X-Amz-Date; in the format of HTTP, or in that of X-Amz-Date. */
function parseDate(text: string): number {
  return parseHttpDate(text) ?? parseAmzDate(text)
}

function parseAmzDate(text: string): number {
  return parseTimestamp(text) ?? refuse({ reason: 'malformed-date', given: text.slice(0, 64) })
}
