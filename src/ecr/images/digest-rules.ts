import { imageDigestDoesNotMatch } from '../errors.ts'
import type { PushedImage } from '../../request/operation.ts'
import { type DigestAlgorithm, digestOf } from '../../standards/oci/digest.ts'
import type { Manifest } from './manifest-rules.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

/** What an image is kept under, and the sha256 that policies name it by where that is another. */
export interface ImageDigests {
  readonly digest: string
  readonly sha256Digest: string | null
}

/** An image's digests. Where the client states one, it must be that of the bytes (ImageDigestDoesNotMatchException). */
export function requireDigests(
  key: RepositoryKey,
  { digestedBytes }: Manifest,
  algorithm: DigestAlgorithm,
  statedDigest: string | undefined,
): ImageDigests {
  const digest = digestOf(algorithm, digestedBytes)
  if (statedDigest !== undefined && statedDigest !== digest) throw imageDigestDoesNotMatch(key, statedDigest)
  return { digest, sha256Digest: algorithm === 'sha256' ? null : digestOf('sha256', digestedBytes) }
}

/** What is pushed, as policies hear of it; whether a digest that is stated is the right one is told later. */
export function pushedImage(
  { digestedBytes, children }: Manifest,
  statedDigest: string | undefined,
  tags: readonly string[],
): PushedImage {
  const held = new Set(children.map(({ digest }) => digest))
  const digests = new Set([...(statedDigest === undefined ? [] : [statedDigest]), digestOf('sha256', digestedBytes)])
  return { to: 'push', digests: [...digests], tags: [...new Set(tags)], held: [...held] }
}
