import { imageDigestDoesNotMatch, type Place } from '../../errors.ts'
import type { TouchedImages } from '../../operation.ts'
import { type DigestAlgorithm, digestOf } from '../../standards/oci/digest.ts'
import { isList, isObject, optionalText, parseJsonObject } from './manifest-json.ts'
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

/** What is pushed, as policies hear of it before the manifest is looked at: under each of its tags, or under none. */
export function pushed(
  bytes: Uint8Array,
  statedDigest: string | undefined,
  tags: readonly (string | undefined)[],
): TouchedImages {
  const imageDigest = statedDigest ?? digestOf('sha256', bytes)
  const names = tags.map((imageTag) => ({ imageTag, imageDigest }))
  return { to: 'push', names: names.length === 0 ? [{ imageDigest }] : names, held: digestsHeldBy(bytes) }
}

/** None for what is no index; what is wrong with it is told later. */
function digestsHeldBy(bytes: Uint8Array): readonly string[] {
  const manifests = parseJsonObject(bytes)?.manifests
  const digests = isList(manifests)
    ? manifests.flatMap((each) => (isObject(each) ? (optionalText(each, 'digest') ?? []) : []))
    : []
  return [...new Set(digests)]
}
