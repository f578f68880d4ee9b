/**
 * `UriEncode` of Signature Version 4: every byte but the unreserved ones of RFC 3986 as %XX, upper-case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function uriEncode(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += encodedBytes[byte] ?? ''
  return text
}

/** `+` as a space, as a server reads a query. A percent sign that begins no escape stands for itself. */
export function decodeQueryPart(text: string): Buffer {
  const source = Buffer.from(text)
  const bytes = Buffer.allocUnsafe(source.length)
  let length = 0
  for (let at = 0; at < source.length; at += 1) {
    let byte = source[at] ?? 0
    if (byte === plus) byte = space
    else if (byte === percent) {
      const escaped = hexPair(source, at + 1)
      if (escaped !== undefined) {
        byte = escaped
        at += 2
      }
    }
    bytes[length] = byte
    length += 1
  }
  return bytes.subarray(0, length)
}

/** Whether encoding, and decoding it first, would change nothing. */
export function isUnreserved(text: string): boolean {
  return unreservedRegex.test(text)
}

const percent = 0x25
const plus = 0x2b
const space = 0x20
const unreservedRegex = /^[A-Za-z0-9\-._~]*$/

const encodedBytes = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  return isUnreserved(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
})

function hexPair(source: Uint8Array, at: number): number | undefined {
  const high = hexDigit(source[at])
  const low = hexDigit(source[at + 1])
  return high === undefined || low === undefined ? undefined : high * 16 + low
}

function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lowerCase = byte | 0x20
  return lowerCase >= 0x61 && lowerCase <= 0x66 ? lowerCase - 0x57 : undefined
}
