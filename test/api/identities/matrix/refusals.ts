import { expect } from 'vitest'
import type { Needed } from '../../../support/rights.ts'
import type { Told } from './doors.ts'
import type { MatrixRequest } from './requests.ts'

/** Who is refused for what he is, before it matters what he may do. */
export type Refusal = 'anonymous' | 'altered' | 'late' | 'expired'

type Answers = Readonly<Record<Refusal | 'denied', (sentence: string) => Told>>

const told = (status: number, code: string, message: string): Told => ({ status, code, message })
const fixed = (...answer: Parameters<typeof told>) => {
  return () => told(...answer)
}

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
const late = expect.stringMatching(
  /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
) as string
const expired = 'The security token included in the request is expired'
const expiredToken = 'Your authorization token has expired. Reauthenticate and try again.'

/**
 * What each door answers; the query services' codes and statuses are those of their CommonErrors.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
const answers: Readonly<Record<MatrixRequest['door'], Answers>> = {
  json: {
    anonymous: fixed(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
    altered: fixed(400, 'InvalidSignatureException', mismatch),
    late: fixed(400, 'InvalidSignatureException', late),
    expired: fixed(400, 'ExpiredTokenException', expired),
    denied: (sentence) => told(400, 'AccessDeniedException', sentence),
  },
  query: {
    anonymous: fixed(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'),
    altered: fixed(403, 'SignatureDoesNotMatch', mismatch),
    late: fixed(403, 'SignatureDoesNotMatch', late),
    expired: fixed(403, 'ExpiredToken', expired),
    denied: (sentence) => told(403, 'AccessDenied', sentence),
  },
  oci: {
    anonymous: fixed(401, '', 'Not Authorized\n'),
    altered: fixed(401, '', 'Not Authorized\n'),
    late: fixed(403, 'DENIED', expiredToken),
    expired: fixed(403, 'DENIED', expiredToken),
    denied: (sentence) => told(403, 'DENIED', sentence),
  },
  // The URL is the credential; nobody learns more of why it is worth nothing.
  downloads: {
    anonymous: fixed(403, '', 'The URL is not valid.\n'),
    altered: fixed(403, '', 'The URL is not valid.\n'),
    late: fixed(403, '', 'The URL has expired.\n'),
    expired: fixed(403, '', 'The URL has expired.\n'),
    denied: fixed(404, '', 'The layer does not exist.\n'),
  },
}

export function refusalOf({ door, isHead }: MatrixRequest, refusal: Refusal | 'denied', sentence = ''): Told {
  const answer = answers[door][refusal](sentence)
  return isHead ? told(answer.status, '', '') : answer
}

/** AWS's sentence; of roles it doesn't say why. */
export function sentenceOf(
  callerArn: string,
  { action, resource, shownAs = resource }: Needed,
  reason: string,
): string {
  const sentence = `User: ${callerArn} is not authorized to perform: ${action} on resource: ${shownAs}`
  return resource.includes(':role/') && action.startsWith('sts:') ? sentence : `${sentence} ${reason}`
}

export const noneAllows = (kind: string, { action }: Needed): string => `because no ${kind} allows the ${action} action`
