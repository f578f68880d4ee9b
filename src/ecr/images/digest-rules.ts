import { imageDigestDoesNotMatch, type Place } from '../../errors.ts'
import { type DigestAlgorithm, digestOf } from '../../standards/oci/digest.ts'
import type { Manifest } from './manifest-rules.ts'

/** An image's digest. Where the client states one, it must be that of the bytes (ImageDigestDoesNotMatchException). */
export function requireDigest(
  place: Place,
  manifest: Manifest,
  algorithm: DigestAlgorithm,
  statedDigest: string | undefined,
): string {
  const digest = digestOf(algorithm, manifest.digestedBytes)
  if (statedDigest !== undefined && statedDigest !== digest) throw imageDigestDoesNotMatch(place, statedDigest)
  return digest
}
