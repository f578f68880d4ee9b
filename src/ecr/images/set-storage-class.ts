import type { Context } from '../../request/context.ts'
import { all, type Work } from '../../database/statement.ts'
import type { ImageStatus, TargetStorageClass } from '../../generated/ecr.ts'
import { storageClassUpdateNotSupported } from '../errors.ts'
import { activateFamily, archiveFamily, maxFamilySize } from './image-family.ts'
import type { Image } from './images.table.ts'
import { findObstacle, statusOf } from './storage-class-rules.ts'
import { selectStandardParents } from './storage-class.table.ts'

/** A refusal names the indexes in the way, but not thousands of them. */
const maxNamedIndexes = 100

/** What stands in the way; or the status that the image has now. */
export type StorageClassChange = { readonly obstacle: string } | { readonly status: ImageStatus }

/**
 * Archives or restores an image, and with it its children and referrers: `ecr/images/README.md` has the rules. It throws if these are
 * too many, and then nothing of the transaction is done.
 */
export function* setStorageClass(
  ctx: Pick<Context, 'clock' | 'settings'>,
  image: Image,
  to: TargetStorageClass,
): Work<StorageClassChange> {
  const now = ctx.clock.now()
  const indexes = yield* all(selectStandardParents, { imageId: image.id, limit: maxNamedIndexes })
  const obstacle = findObstacle({
    from: statusOf(image, now),
    to,
    indexes: indexes.flatMap(({ digest }) => digest ?? []),
  })
  if (obstacle !== undefined) return { obstacle }
  const activatedAt = now + ctx.settings.archiveRestoreMs
  const isDone = yield* to === 'ARCHIVE' ? archiveFamily(image, now) : activateFamily(image, activatedAt, now)
  if (!isDone) throw storageClassUpdateNotSupported(`More than ${maxFamilySize} images would change together`)
  return { status: statusOf({ storage_class: to, activated_at: activatedAt }, now) }
}
