import { hash } from 'node:crypto'
import { printTimestamp } from './timestamp.ts'

/**
 * Every way in which a signature is refused. Which error code and status that is, each protocol says for itself.
 *
 * A failure may be logged: it holds neither a secret, nor a session token, nor the canonical request, which contains one.
 */
export type SignatureFailure =
  /** The request is not signed. */
  | { readonly reason: 'missing' }
  | { readonly reason: 'both-forms' }
  | { readonly reason: 'too-long'; readonly what: string; readonly limit: number }
  | { readonly reason: 'duplicate'; readonly what: string }
  | { readonly reason: 'not-key-value'; readonly authorization: HashedHeader }
  | { readonly reason: 'incomplete-header'; readonly missing: readonly string[]; readonly authorization: HashedHeader }
  | { readonly reason: 'incomplete-query'; readonly missing: readonly string[] }
  | { readonly reason: 'malformed-date'; readonly given: string }
  | { readonly reason: 'malformed-expires'; readonly given: string }
  | { readonly reason: 'malformed-signed-headers'; readonly given: string }
  | { readonly reason: 'malformed-credential'; readonly given: MaskedCredential }
  | { readonly reason: 'unsupported-algorithm'; readonly given: string }
  | { readonly reason: 'host-not-signed' }
  | { readonly reason: 'headers-not-signed'; readonly names: readonly string[] }
  | { readonly reason: 'signed-headers-absent'; readonly names: readonly string[] }
  | { readonly reason: 'expired'; readonly signedAtMs: number; readonly nowMs: number; readonly windowSeconds: number }
  | {
      readonly reason: 'not-yet-current'
      readonly signedAtMs: number
      readonly nowMs: number
      readonly windowSeconds: number
    }
  | { readonly reason: 'wrong-scope'; readonly faults: readonly ScopeFault[] }
  | { readonly reason: 'body-mismatch' }
  /** The wrong secret, or something that is signed was changed. */
  | { readonly reason: 'mismatch' }

export type ScopeFault =
  | { readonly part: 'region' }
  | { readonly part: 'service'; readonly expected: string }
  | { readonly part: 'terminator'; readonly given: string }
  | { readonly part: 'date'; readonly given: string; readonly signedAtMs: number }

/** SHA-256 in base64: AWS stopped echoing the header, since clients put passwords and bearer tokens into it. */
export type HashedHeader = string & { readonly brand: 'hashed' }

export function hashHeader(value: string): HashedHeader {
  return hash('sha256', Buffer.from(value, 'latin1'), 'base64') as HashedHeader
}

/** A credential that can be shown: one with the wrong number of slashes is mostly a secret key in the place of its id. */
export type MaskedCredential = string & { readonly brand: 'masked' }

export function maskCredential(credential: string): MaskedCredential {
  const elements = credential.split('/')
  return ['***', ...elements.slice(Math.max(1, elements.length - 4))].join('/') as MaskedCredential
}

/**
 * AWS's sentences, as its services answer them; those that no AWS service outside S3 was seen to say are S3's or our own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export function sentenceOf(failure: SignatureFailure): string {
  switch (failure.reason) {
    case 'missing':
      return 'Missing Authentication Token'
    case 'both-forms':
      return "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."
    case 'too-long':
      return `The ${failure.what} exceeds the limit of ${failure.limit}.`
    case 'duplicate':
      return `The ${failure.what} must not be given more than once.`
    case 'not-key-value':
      return `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${failure.authorization}'.`
    case 'incomplete-header':
      return `${failure.missing.map(missingFromHeader).join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${failure.authorization}`
    case 'incomplete-query':
      return `${failure.missing.map(missingFromQuery).join(' ')} Re-examine the query-string parameters.`
    case 'malformed-date':
      return `Date must be in ISO-8601 'basic format'. Got '${failure.given}'. See http://en.wikipedia.org/wiki/ISO_8601`
    case 'malformed-expires':
      return `X-Amz-Expires must be a number of seconds between 1 and 604800 (a week). Got '${failure.given}'.`
    case 'malformed-signed-headers':
      return `SignedHeaders must be lower-case header names in ascending order, each once, separated by semicolons. Got '${failure.given}'.`
    case 'malformed-credential':
      return `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${failure.given}'`
    case 'unsupported-algorithm':
      return `Unsupported AWS 'algorithm': '${failure.given}' (only AWS4-HMAC-SHA256 for now).`
    case 'host-not-signed':
      return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    case 'headers-not-signed':
      return `There were headers present in the request which were not signed: ${failure.names.join(', ')}`
    case 'signed-headers-absent':
      return `There were headers signed which are not present in the request: ${failure.names.join(', ')}`
    case 'expired': {
      const { signedAtMs, nowMs, windowSeconds } = failure
      const limit = printTimestamp(nowMs - windowSeconds * 1000)
      return `Signature expired: ${printTimestamp(signedAtMs)} is now earlier than ${limit} (${printTimestamp(nowMs)} - ${printWindow(windowSeconds)})`
    }
    case 'not-yet-current': {
      const { signedAtMs, nowMs, windowSeconds } = failure
      const limit = printTimestamp(nowMs + windowSeconds * 1000)
      return `Signature not yet current: ${printTimestamp(signedAtMs)} is still later than ${limit} (${printTimestamp(nowMs)} + ${printWindow(windowSeconds)})`
    }
    case 'wrong-scope':
      return failure.faults.map(scopeSentence).join(' ')
    case 'body-mismatch':
      return "The provided 'x-amz-content-sha256' header does not match what was computed."
    case 'mismatch':
      return 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
  }
}

function missingFromHeader(part: string): string {
  if (part === 'Date') {
    return "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
  }
  return `Authorization header requires '${part}' parameter.`
}

function missingFromQuery(parameter: string): string {
  return `AWS query-string parameters must include '${parameter}'.`
}

function scopeSentence(fault: ScopeFault): string {
  switch (fault.part) {
    case 'region':
      return 'Credential should be scoped to a valid region.'
    case 'service':
      return `Credential should be scoped to correct service: '${fault.expected}'.`
    case 'terminator':
      return `Credential should be scoped with a valid terminator: 'aws4_request', not '${fault.given}'.`
    case 'date': {
      const signedAt = printTimestamp(fault.signedAtMs)
      return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${fault.given}' != '${signedAt.slice(0, 8)}', from '${signedAt}'.`
    }
  }
}

function printWindow(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min.` : `${seconds} sec.`
}
