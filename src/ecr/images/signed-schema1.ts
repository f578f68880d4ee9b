import { isList, isObject, type Json, optionalText, parseJsonObject, parseManifestJson } from './manifest-json.ts'

/**
 * The payload of a signed schema 1 manifest: what was signed, and what its digest is taken of.
 * Each signature's protected header says how long the document is without the signatures, and what closes it again:
 *
 *     { "formatLength": 2028, "formatTail": "Cn0", "time": "…" }
 *
 * The document must be just that: the payload, with its signatures as one more member. Whoever could sign something else
 * inside it could claim the digest of another manifest.
 *
 * https://distribution.github.io/distribution/spec/deprecated-schema-v1/#signed-manifests
 * https://distribution.github.io/distribution/spec/api/#digest-header
 */
export function signedPayload(bytes: Uint8Array, document: Json): Uint8Array | undefined {
  const signatures = document.signatures
  if (!isList(signatures)) return undefined
  const [signature] = signatures
  if (!isObject(signature)) return undefined
  const header = parseJsonObject(Buffer.from(optionalText(signature, 'protected') ?? '', 'base64url'))
  const length = header?.formatLength
  const tail = header === undefined ? undefined : optionalText(header, 'formatTail')
  if (tail === undefined || typeof length !== 'number' || !Number.isSafeInteger(length)) return undefined
  if (length < 0 || length > bytes.byteLength) return undefined
  const closing = Buffer.from(tail, 'base64url')
  return isSignatures(bytes.subarray(length), closing) ? Buffer.concat([bytes.subarray(0, length), closing]) : undefined
}

/** `,"signatures":[…]` and what closes the document, with any blanks in between. */
function isSignatures(rest: Uint8Array, closing: Buffer): boolean {
  const text = Buffer.from(rest).toString().trim()
  const end = closing.toString().trim()
  if (!text.endsWith(end)) return false
  const [, list] = /^,\s*"signatures"\s*:(.*)$/s.exec(text.slice(0, text.length - end.length)) ?? []
  return list !== undefined && isList(parseManifestJson(Buffer.from(list)))
}
