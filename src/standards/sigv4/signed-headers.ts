import { refuse } from './signature-error.ts'
import { listHeader, type SignedRequestParts } from './signed-request.ts'

const maxSignedHeaders = 100

/** `host;x-amz-date`. Names have one order and one case, so that there is one canonical request for a list. */
export function parseSignedHeaders(text: string): string[] {
  const names = text.split(';')
  if (names.length > maxSignedHeaders) {
    refuse({ reason: 'too-long', what: 'number of signed headers', limit: maxSignedHeaders })
  }
  const inOrder = names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name)
  if (!inOrder || !names.every((name) => headerNameRegex.test(name))) {
    refuse({ reason: 'malformed-signed-headers', given: text.slice(0, 256) })
  }
  return names
}

/**
 * "You must include the host header (HTTP/1.1) or the :authority header (HTTP/2), and any x-amz-* headers in the request."
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * So what an x-amz-* header asks for (the target, the session token) was asked for by the signer, in both forms. The time
 * must be too: Date is signed where it stands in for x-amz-date. Nothing is asked of other headers; content-type, which a
 * service could ask for, decides nothing that the signed target doesn't.
 */
export function requireSignedHeaders(request: SignedRequestParts, { form, signedHeaders }: Claim): void {
  const signed = new Set(signedHeaders)
  if (!signed.has('host')) refuse({ reason: 'host-not-signed' })
  const repeated = single.find((name) => listHeader(request, name).length > 1)
  if (repeated !== undefined) refuse({ reason: 'duplicate', what: `header '${repeated}'` })
  const unsigned = listMustBeSigned(request, form).filter((name) => !signed.has(name))
  if (unsigned.length > 0) refuse({ reason: 'headers-not-signed', names: unsigned })
  const absent = signedHeaders.filter((name) => listHeader(request, name).length === 0)
  if (absent.length > 0) refuse({ reason: 'signed-headers-absent', names: absent })
}

interface Claim {
  readonly form: 'header' | 'query'
  readonly signedHeaders: readonly string[]
}

function listMustBeSigned(request: SignedRequestParts, form: Claim['form']): string[] {
  const present = Object.keys(request.headers).filter((name) => listHeader(request, name).length > 0)
  const dated = form === 'query' || present.includes('x-amz-date')
  return present.filter((name) => name.startsWith('x-amz-') || (name === 'date' && !dated))
}

/** Headers whose meaning would depend on which of two values is read. */
const single = ['host', 'x-amz-target', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256']

/** `token` of RFC 9110 §5.6.2, in lower case. */
const headerNameRegex = /^[a-z0-9!#$%&'*+\-.^_`|~]+$/
