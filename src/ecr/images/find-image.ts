import { first, type Work } from '../../database/statement.ts'
import type { ImageName } from '../../errors.ts'
import { type Image, selectImageByDigest, selectImageByTag } from './images.table.ts'

/** The image that a digest, a tag, or both together name; both must then mean the same one. */
export function* findImage(repositoryId: number, name: ImageName): Work<Image | undefined> {
  const { imageDigest, imageTag } = name
  const byTag = imageTag === undefined ? undefined : yield* first(selectImageByTag, { repositoryId, tag: imageTag })
  if (imageDigest === undefined) return byTag
  if (imageTag !== undefined && byTag?.digest !== imageDigest) return undefined
  return byTag ?? (yield* first(selectImageByDigest, { repositoryId, digest: imageDigest }))
}
