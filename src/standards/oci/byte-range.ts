/** What a GET is to answer: 200, 206 with both ends included, or 416. */
export type ByteRangeDecision =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' }

const whole: ByteRangeDecision = { kind: 'whole' }
const unsatisfiable: ByteRangeDecision = { kind: 'unsatisfiable' }

/**
 * The `Range` header of RFC 9110 §14.2. A server may ignore it, and this one does with everything that isn't one range:
 * several would be answered as multipart, which no registry client reads, and what is malformed must be ignored.
 * One that ends before it begins may be ignored or refused (§14.2): refusing tells a client that its sum is wrong.
 * Numbers may be of any size: what is beyond the blob is clamped (a last byte) or unsatisfiable (a first one).
 */
export function decideByteRange(header: string | undefined, sizeBytes: number): ByteRangeDecision {
  if (header === undefined || header.length > maxLength) return whole
  const match = singleRangeRegex.exec(header)
  if (match === null) return whole
  const [, firstText = '', lastText = ''] = match
  if (firstText === '') return lastText === '' ? whole : decideSuffix(Number(lastText), sizeBytes)
  const first = Number(firstText)
  const last = lastText === '' ? Infinity : Number(lastText)
  if (last < first || first >= sizeBytes) return unsatisfiable
  return { kind: 'part', first, last: Math.min(last, sizeBytes - 1) }
}

/** The last bytes. Of nothing that is nothing: a range of no bytes can't be written, so the answer is whole. */
function decideSuffix(suffixSizeBytes: number, sizeBytes: number): ByteRangeDecision {
  if (suffixSizeBytes === 0) return unsatisfiable
  if (sizeBytes === 0) return whole
  return { kind: 'part', first: Math.max(0, sizeBytes - suffixSizeBytes), last: sizeBytes - 1 }
}

/** A unit's name is compared without regard to case (RFC 9110 §14.1). */
const singleRangeRegex = /^bytes=([0-9]*)-([0-9]*)$/i

const maxLength = 128
