import { hash, timingSafeEqual } from 'node:crypto'
import { canonicalRequest, stringToSign } from './canonical-request.ts'
import type { ScopeFault } from './failures.ts'
import type { ParsedSignature } from './parsed-signature.ts'
import { refuse } from './signature-error.ts'
import type { SignedRequestParts } from './signed-request.ts'
import { hmac, type SigningKeys } from './signing-keys.ts'
import { printTimestamp } from './timestamp.ts'

/** What the server knows of the time and itself. */
export interface Expected {
  readonly nowMs: number
  readonly service: string
  /** Undefined takes the region that the credential names: a server of several regions asks the scope which one is meant. */
  readonly region?: string | undefined
}

export interface Proof extends Expected {
  readonly secretAccessKey: string
  readonly bodySha256Hex: string
  readonly keys: SigningKeys
}

const clockSkewSeconds = 5 * 60

/**
 * Refuses what is too old, too new, or signed for somewhere else. AWS does so before it looks for the access key, and so can
 * a caller; `verifySignature` does it again.
 */
export function requireScope(parsed: ParsedSignature, expected: Expected): void {
  requireCurrent(parsed, expected.nowMs)
  const faults = findScopeFaults(parsed, expected)
  if (faults.length > 0) refuse({ reason: 'wrong-scope', faults })
}

/** Returns when the request was signed with the secret, as it is, for here and now; throws SignatureError otherwise. */
export function verifySignature(parsed: ParsedSignature, request: SignedRequestParts, proof: Proof): void {
  requireScope(parsed, proof)
  const payloadHash = decidePayloadHash(parsed, proof.bodySha256Hex)
  const { date, region, service, terminator } = parsed.scope
  const canonical = canonicalRequest(request, parsed.signedHeaders, payloadHash)
  if (!isUnambiguous(request.method, canonical)) refuse({ reason: 'mismatch' })
  const scope = `${date}/${region}/${service}/${terminator}`
  const key = proof.keys.signingKey(proof.secretAccessKey, parsed.scope)
  const signature = hmac(key, stringToSign(printTimestamp(parsed.timestampMs), scope, canonical))
  if (!equals(signature, parsed.signature)) refuse({ reason: 'mismatch' })
}

/** A time counts in whole seconds, as it is signed. */
function requireCurrent({ timestampMs, expiresSeconds }: ParsedSignature, preciseNowMs: number): void {
  const nowMs = Math.floor(preciseNowMs / 1000) * 1000
  const goodForSeconds = expiresSeconds ?? clockSkewSeconds
  if (timestampMs < nowMs - goodForSeconds * 1000) {
    refuse({ reason: 'expired', signedAtMs: timestampMs, nowMs, windowSeconds: goodForSeconds })
  }
  if (timestampMs > nowMs + clockSkewSeconds * 1000) {
    refuse({ reason: 'not-yet-current', signedAtMs: timestampMs, nowMs, windowSeconds: clockSkewSeconds })
  }
}

/** In AWS's order, and like AWS all of them at once. */
function findScopeFaults({ scope, timestampMs }: ParsedSignature, { service, region }: Expected): ScopeFault[] {
  const faults: ScopeFault[] = []
  if (region === undefined ? !regionRegex.test(scope.region) : scope.region !== region) faults.push({ part: 'region' })
  if (scope.service !== service) faults.push({ part: 'service', expected: service })
  if (scope.terminator !== 'aws4_request') faults.push({ part: 'terminator', given: scope.terminator })
  if (scope.date !== printTimestamp(timestampMs).slice(0, 8)) {
    faults.push({ part: 'date', given: scope.date, signedAtMs: timestampMs })
  }
  return faults
}

/** `Region` of ECR's service model. */
const regionRegex = /^[0-9a-z-]{2,25}$/

/**
 * The body's hash, and nothing in its place: here the body says what is done, so whoever holds a presigned URL that leaves
 * it open could have anything done. Only S3 takes such bodies; where there is none, the URL says it all.
 */
function decidePayloadHash({ form, statedPayloadHash }: ParsedSignature, bodySha256Hex: string): string {
  const isOpen = form === 'query' && statedPayloadHash === 'UNSIGNED-PAYLOAD'
  if (isOpen && bodySha256Hex === emptySha256Hex) return statedPayloadHash
  if (statedPayloadHash !== undefined && statedPayloadHash !== bodySha256Hex) refuse({ reason: 'body-mismatch' })
  return bodySha256Hex
}

const emptySha256Hex = hash('sha256', '', 'hex')

/** No HTTP parser lets such a request through: a method of several lines, or characters that aren't bytes. */
function isUnambiguous(method: string, canonical: string): boolean {
  return /^[A-Za-z-]+$/.test(method) && !/[^\0-\xff]/.test(canonical)
}

function equals(signature: Buffer, given: string): boolean {
  return /^[0-9a-f]{64}$/.test(given) && timingSafeEqual(signature, Buffer.from(given, 'hex'))
}
