import { hash } from 'node:crypto'
import { isUnreserved, uriEncode } from './percent-encoding.ts'
import { canonicalQuery, parseQuery } from './query.ts'
import { listHeader, type SignedRequestParts } from './signed-request.ts'

/**
 * What is signed of a request:
 *
 *     POST                                   method
 *     /                                      path, each segment encoded once more
 *                                            query, sorted; the signature itself left out
 *     host:ecr.example.com                   the signed headers, sorted, a line each
 *     x-amz-date:20250101T000000Z
 *                                            (ends the headers)
 *     host;x-amz-date                        their names
 *     e3b0c442…                              SHA-256 of the body, or what stands for it
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(
  request: SignedRequestParts,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const query = parseQuery(request.rawQuery).filter(({ name }) => name !== 'X-Amz-Signature')
  const headers = signedHeaders.map((name) => `${name}:${listHeader(request, name).map(foldHeader).join(',')}\n`)
  return [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(query),
    headers.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n')
}

/** The time and the scope are signed along with it. */
export function stringToSign(timestamp: string, scope: string, canonical: string): string {
  // A character is a byte: everything but the headers' values is ASCII, and those come as bytes.
  return `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${hash('sha256', Buffer.from(canonical, 'latin1'), 'hex')}`
}

/**
 * Every service but S3 signs the path with dot segments and empty segments resolved, and encoded twice: the path as sent,
 * which the client has encoded once, is encoded again.
 */
export function canonicalPath(rawPath: string): string {
  const segments: string[] = []
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  if (segments.length === 0) return '/'
  return `/${segments.map(encodeSegment).join('/')}${rawPath.endsWith('/') ? '/' : ''}`
}

function encodeSegment(segment: string): string {
  return isUnreserved(segment) ? segment : uriEncode(Buffer.from(segment))
}

/** Blanks at the ends go, others become one space. Line ends, which no HTTP parser lets through, can't begin a line here. */
function foldHeader(value: string): string {
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '')
}
