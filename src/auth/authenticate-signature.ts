import { createHash } from 'node:crypto'
import type { Context } from '../request/context.ts'
import { type CommonErrorCode, expiredSession, ServiceError, unknownAccessKey } from '../errors.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import { sentenceOf, type SignatureFailure } from '../standards/sigv4/failures.ts'
import { parseSignedRequest } from '../standards/sigv4/parse-signed-request.ts'
import { SignatureError } from '../standards/sigv4/signature-error.ts'
import type { SignedRequestParts } from '../standards/sigv4/signed-request.ts'
import { signingKeys } from '../standards/sigv4/signing-keys.ts'
import { requireScope, verifySignature } from '../standards/sigv4/verify-signature.ts'
import { isTokenOf } from '../sts/session-token.ts'
import type { Approach } from './foreign-request.ts'
import { findCredentials, isExpired } from './principals.ts'
import type { LastUsedRecorder } from './last-used-recorder.ts'

/** A request as it was signed, but for its body. */
export interface SignedRequest {
  readonly method: string
  /** Path and query as they came. */
  readonly rawUrl: string
  readonly headers: SignedRequestParts['headers']
  readonly approach: Approach
}

export interface Signer {
  readonly caller: IdentifiedCaller
  /** The region that the signature is scoped to: it is the one that the request is about. */
  readonly region: string
}

/**
 * Says who signed a request to the service of this name; throws ServiceError in AWS's words. What can be refused without the
 * body is refused before it is read: a body may have many megabytes, and a caller without a key shall not make us hold it.
 */
export type AuthenticateSignature = (request: SignedRequest, service: string) => Promise<VerifyBody>

/** The rest, when the body is there. */
export type VerifyBody = (body: Uint8Array) => Signer

export function createSignatureAuthentication(
  ctx: Pick<Context, 'keys' | 'database' | 'clock' | 'systemClock' | 'settings'>,
  uses: Pick<LastUsedRecorder, 'note'>,
): AuthenticateSignature {
  const keys = signingKeys()
  /** Temporary credentials come with their token, others with none. */
  const hasItsToken = ({ session, accessKeyId }: IdentifiedCaller, token: string | undefined): boolean =>
    session === undefined ? token === undefined : token !== undefined && isTokenOf(ctx.keys, accessKeyId, token)
  return async (request, service) => {
    const parts = partsOf(request)
    const nowMs = ctx.systemClock.now()
    const parsed = inServiceWords(() => {
      const stated = parseSignedRequest(parts)
      requireScope(stated, { nowMs, service })
      return stated
    })
    const found = await findCredentials(ctx, parsed.accessKeyId, request.approach)
    if (found === undefined) throw unknownAccessKey()
    const { caller, sealedSecret } = found
    if (sealedSecret === undefined) return () => ({ caller, region: parsed.scope.region })
    if (!hasItsToken(caller, parsed.sessionToken)) throw unknownAccessKey()
    if (isExpired(caller, ctx.clock.now())) throw expiredSession()
    const secret = ctx.keys.open('access-key', caller.accessKeyId, sealedSecret)
    if (secret === undefined) throw unknownAccessKey()
    return (body) => {
      const bodySha256Hex = createHash('sha256').update(body).digest('hex')
      const proof = { secretAccessKey: secret.toString(), bodySha256Hex, nowMs, service, keys }
      inServiceWords(() => {
        verifySignature(parsed, parts, proof)
      })
      uses.note(caller, service, parsed.scope.region)
      return { caller, region: parsed.scope.region }
    }
  }
}

/** What is asked of another service than the one that the signature is for; `service` is the one that is asked. */
export const wrongService = (service: string): ServiceError =>
  inWords({ reason: 'wrong-scope', faults: [{ part: 'service', expected: service }] })

/** What takes a signature, and has none. */
export const notSigned = (): ServiceError => inWords({ reason: 'missing' })

function inServiceWords<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof SignatureError) throw inWords(error.failure)
    throw error
  }
}

function inWords(failure: SignatureFailure): ServiceError {
  return new ServiceError(codeOf(failure), sentenceOf(failure))
}

function partsOf({ method, rawUrl, headers }: SignedRequest): SignedRequestParts {
  const at = rawUrl.indexOf('?')
  const [rawPath, rawQuery] = at < 0 ? [rawUrl, ''] : [rawUrl.slice(0, at), rawUrl.slice(at + 1)]
  return { method, rawPath, rawQuery, headers }
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html */
function codeOf({ reason }: SignatureFailure): CommonErrorCode {
  switch (reason) {
    case 'missing':
      return 'MissingAuthenticationTokenException'
    case 'expired':
    case 'not-yet-current':
    case 'wrong-scope':
    case 'body-mismatch':
    case 'mismatch':
    case 'headers-not-signed':
    case 'signed-headers-absent':
    case 'host-not-signed':
      return 'InvalidSignatureException'
    default:
      return 'IncompleteSignatureException'
  }
}
