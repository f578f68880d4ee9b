import { digestPattern, isDigest } from '../../standards/oci/digest.ts'
import { isRepositoryName, isTag, tagPattern } from '../../standards/oci/reference.ts'
import { requestedImageNotFound } from '../../ecr/errors.ts'
import { invalidRepositoryName } from '../../ecr/errors.ts'
import { OciError } from './oci-errors.ts'
import type { Route } from './route.ts'

/** What a path names, checked before anything is looked up. */

export function repositoryName(route: Route): string {
  if (isRepositoryName(route.name)) return route.name
  throw new OciError(400, 'NAME_INVALID', invalidRepositoryName().message)
}

export function requireDigest(text: string): string {
  if (isDigest(text)) return text
  throw new OciError(400, 'DIGEST_INVALID', `The digest '${text.slice(0, 256)}' is not valid: ${digestPattern}`)
}

/** A tag or a digest: what may be asked for. One that can't exist isn't found. */
export function imageName(reference: string): { imageTag?: string; imageDigest?: string } {
  if (reference.includes(':')) return { imageDigest: requireDigest(reference) }
  if (isTag(reference)) return { imageTag: reference }
  throw new OciError(404, 'MANIFEST_UNKNOWN', requestedImageNotFound)
}

export function requireTag(tag: string): string {
  if (isTag(tag)) return tag
  throw new OciError(
    400,
    'TAG_INVALID',
    `Invalid parameter at 'imageTag' failed to satisfy constraint: 'must satisfy regular expression '${tagPattern}''`,
  )
}
