import { parseAuthorizationHeader } from './authorization-header.ts'
import { parseCredential } from './credential.ts'
import type { ParsedSignature, StatedSignature } from './parsed-signature.ts'
import { parsePresignedQuery } from './presigned-query.ts'
import { parseQuery, type QueryParameter } from './query.ts'
import { refuse } from './signature-error.ts'
import { findSingleHeader, listHeader, type SignedRequestParts } from './signed-request.ts'
import { parseSignedHeaders, requireSignedHeaders } from './signed-headers.ts'

const maxTargetLength = 16 * 1024

/**
 * All of a signature that can be checked without a clock and a secret. Throws SignatureError, for one failure of several
 * the one that AWS would name.
 */
export function parseSignedRequest(request: SignedRequestParts): ParsedSignature {
  if (request.rawPath.length + request.rawQuery.length > maxTargetLength) {
    refuse({ reason: 'too-long', what: 'length of the request target', limit: maxTargetLength })
  }
  const { algorithm, credential, ...stated } = parseStated(request)
  const signedHeaders = parseSignedHeaders(stated.signedHeaders)
  requireSignedHeaders(request, { form: stated.form, signedHeaders })
  if (algorithm !== 'AWS4-HMAC-SHA256') refuse({ reason: 'unsupported-algorithm', given: algorithm.slice(0, 64) })
  return { ...stated, ...parseCredential(credential), signedHeaders }
}

function parseStated(request: SignedRequestParts): StatedSignature {
  const parameters = parseQuery(request.rawQuery)
  const presigned = parameters.some(isSignatureParameter)
  const authorization = findAuthorization(request)
  if (authorization === undefined)
    return presigned ? parsePresignedQuery(request, parameters) : refuse({ reason: 'missing' })
  return presigned ? refuse({ reason: 'both-forms' }) : parseAuthorizationHeader(request, authorization)
}

/** Of the schemes of Authorization only AWS's own are a try to sign. */
function findAuthorization(request: SignedRequestParts): string | undefined {
  const attempts = listHeader(request, 'authorization').some((value) => value.trimStart().startsWith('AWS4-'))
  return attempts ? findSingleHeader(request, 'authorization') : undefined
}

function isSignatureParameter({ name }: QueryParameter): boolean {
  return name === 'X-Amz-Algorithm' || name === 'X-Amz-Credential' || name === 'X-Amz-Signature'
}
