import { first, type Statement, type Work } from '../../database/statement.ts'
import type { ImageName } from '../../errors.ts'
import type { Missing } from './image-id-rules.ts'
import { type Image, selectImageByDigest, selectImageByTag } from './images.table.ts'
import { type FoundManifest, selectManifestByDigest, selectManifestByTag } from './manifests.table.ts'

/** The image that a digest, a tag, or both together name; both must then mean the same one. */
export function findImage(repositoryId: number, name: ImageName): Work<Image | Missing> {
  return find({ byDigest: selectImageByDigest, byTag: selectImageByTag }, repositoryId, name)
}

/** The same, with its manifest. */
export function findManifest(repositoryId: number, name: ImageName): Work<FoundManifest | Missing> {
  return find({ byDigest: selectManifestByDigest, byTag: selectManifestByTag }, repositoryId, name)
}

interface Selects<Found> {
  readonly byDigest: Statement<{ repositoryId: number; digest: string }, Found>
  readonly byTag: Statement<{ repositoryId: number; tag: string }, Found>
}

function* find<Found extends Image>(
  { byDigest, byTag }: Selects<Found>,
  repositoryId: number,
  { imageDigest: digest, imageTag: tag }: ImageName,
): Work<Found | Missing> {
  const tagged = tag === undefined ? undefined : yield* first(byTag, { repositoryId, tag })
  if (digest === undefined) return tagged ?? 'not found'
  if (tagged?.digest === digest) return tagged
  const image = yield* first(byDigest, { repositoryId, digest })
  if (image === undefined) return 'not found'
  return tag === undefined ? image : 'does not match'
}
