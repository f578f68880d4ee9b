import { hash } from 'node:crypto'

/**
 * Digests: `algorithm:hex`, lower-case, in the two algorithms that the image specification registers.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests
 */
export type DigestAlgorithm = 'sha256' | 'sha512'

export const digestAlgorithms: readonly DigestAlgorithm[] = ['sha256', 'sha512']

export function isDigestAlgorithm(text: string): text is DigestAlgorithm {
  return digestAlgorithms.some((algorithm) => algorithm === text)
}

export interface Digest {
  readonly algorithm: DigestAlgorithm
  readonly hex: string
}

/** As an error can show it. */
export const digestPattern = 'sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}'

const digestRegex = new RegExp(`^(?:${digestPattern})$`)
const longestDigest = 'sha512:'.length + 128

export function isDigest(text: string): boolean {
  return text.length <= longestDigest && digestRegex.test(text)
}

/** Undefined for what is no digest, or one of an algorithm that ecrd cannot check. */
export function parseDigest(text: string): Digest | undefined {
  if (!isDigest(text)) return undefined
  return { algorithm: text.startsWith('sha256:') ? 'sha256' : 'sha512', hex: text.slice('sha256:'.length) }
}

export function digestOf(algorithm: DigestAlgorithm, bytes: Uint8Array): string {
  return `${algorithm}:${hash(algorithm, bytes, 'hex')}`
}
