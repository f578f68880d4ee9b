import type { Context } from '../../request/context.ts'
import { all, run, together, type Work } from '../../database/statement.ts'
import type { ImageName } from '../../errors.ts'
import type { ImageFailure, ImageIdentifier } from '../../generated/ecr.ts'
import type { Scope } from '../../request/operation.ts'
import { doorRules } from '../door-rules.ts'
import { findImage } from './find-image.ts'
import { missingFailure, referencedFailure } from './image-id-rules.ts'
import {
  deleteImageBlobs,
  deleteImageChildren,
  deleteImageRow,
  type Image,
  markUnreferenced,
  selectParents,
} from './images.table.ts'
import { updateAvailableAt } from './storage-class.table.ts'
import { deleteTag, deleteTagsOfImage, selectTagsOfImage } from './tags.table.ts'

/** A refusal names the indexes in the way, but not thousands of them. */
const maxNamedParents = 100

export type Deletion = { readonly deleted: ImageIdentifier[] } | { readonly failure: ImageFailure }

/**
 * Deletes what an id names. A tag goes by itself as long as the image has another; with the last one goes the image (on
 * `/v2/`, where a tag is only a name, it doesn't).
 * A digest takes the image and all its tags. What an index names can't be deleted before the index.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/delete_image.html
 */
export function* deleteByName(ctx: Context, scope: Scope, repositoryId: number, name: ImageName): Work<Deletion> {
  const { imageDigest, imageTag } = name
  const image = yield* findImage(repositoryId, name)
  if (typeof image === 'string') return { failure: missingFailure(name, image) }

  const tags = (yield* all(selectTagsOfImage, { imageId: image.id })).map((tag) => tag.name)
  const tagGoesAlone = tags.length > 1 || !doorRules[scope.door].deletesImageWithLastTag
  if (imageDigest === undefined && imageTag !== undefined && tagGoesAlone) {
    yield* run(deleteTag, { repositoryId, name: imageTag })
    return { deleted: [{ imageDigest: image.digest, imageTag }] }
  }
  return yield* deleteWhole(ctx, image, name, tags)
}

function* deleteWhole(ctx: Context, image: Image, name: ImageName, tags: readonly string[]): Work<Deletion> {
  const parents = yield* all(selectParents, { imageId: image.id, limit: maxNamedParents })
  if (parents.length > 0) {
    return {
      failure: referencedFailure(
        name,
        parents.map(({ digest }) => digest),
      ),
    }
  }
  yield* removeImage(ctx, image)
  const rows = tags.map((imageTag) => ({ imageDigest: image.digest, imageTag }))
  return { deleted: rows.length === 0 ? [{ imageDigest: image.digest }] : rows }
}

/** Removes an image that no index names. Its layers stay for a day, unless another image has them. */
export function* removeImage(
  ctx: Pick<Context, 'clock'>,
  image: Pick<Image, 'id' | 'repository_id' | 'storage_class'>,
): Work<void> {
  const { id: imageId, repository_id: repositoryId } = image
  const now = ctx.clock.now()
  // Its layers may be those of archived images, too.
  const wasNeeded = image.storage_class === 'STANDARD'
  yield* together([
    ...(wasNeeded ? [run(updateAvailableAt, { repositoryId, imageId, without: imageId, now })] : []),
    run(deleteTagsOfImage, { imageId }),
    run(deleteImageChildren, { imageId }),
    run(markUnreferenced, { repositoryId, imageId, unreferencedSince: now }),
    run(deleteImageBlobs, { imageId }),
    run(deleteImageRow, { imageId }),
  ])
}
