import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../request/context.ts'
import { all, first, type Work } from '../../database/statement.ts'
import { removeImage } from '../images/delete-image.ts'
import { archiveAlone } from '../images/image-family.ts'
import { type Image, selectImageById, selectParents } from '../images/images.table.ts'
import { selectStandardParents } from '../images/storage-class.table.ts'
import { selectTagsOfImage } from '../images/tags.table.ts'
import type { ImageFacts, LifecycleAction } from './lifecycle-rules.ts'

/** All that a run may touch. */
export type RunContext = Pick<Context, 'database' | 'clock' | 'settings'>

/** Why an image was left as it is. */
export interface ActionFailure {
  readonly code: 'ImageNotFound' | 'ImageChanged' | 'ImageReferencedByManifestList' | 'SubjectKept'
  readonly reason: string
}

/**
 * Does what was decided, if the image is still what it was then. Nobody's rights are asked: as in ECR, a policy that keeps everybody
 * from deleting doesn't keep images from expiring. What follows an image has an action of its own.
 */
export function* applyAction(ctx: RunContext, { image, type }: LifecycleAction): Work<ActionFailure | undefined> {
  const found = yield* first(selectImageById, { imageId: image.id })
  if (found === undefined) return gone
  const tags = (yield* all(selectTagsOfImage, { imageId: image.id })).map(({ name }) => name)
  if (hasChanged(image, found, tags)) return changed
  const isExpired = type === 'expire'
  const [index] = yield* all(isExpired ? selectParents : selectStandardParents, { imageId: image.id, limit: 1 })
  if (index !== undefined) return namedBy(index.digest)
  yield* isExpired ? removeImage(ctx, found) : archiveAlone(found, ctx.clock.now())
  return undefined
}

const gone: ActionFailure = {
  code: 'ImageNotFound',
  reason: 'The image was deleted after the rules were evaluated',
}

const changed: ActionFailure = {
  code: 'ImageChanged',
  reason: 'The image was tagged, pulled, archived or restored after the rules were evaluated',
}

const namedBy = (index: string): ActionFailure => ({
  code: 'ImageReferencedByManifestList',
  reason: `The image is referenced by the manifest list ${index}`,
})

function hasChanged(before: ImageFacts, found: Image, tags: readonly string[]): boolean {
  const now = [found.last_pulled_at ?? undefined, found.activated_at || undefined, found.storage_class]
  const then = [before.lastPulledAt, before.activatedAt, before.storageClass === 'archive' ? 'ARCHIVE' : 'STANDARD']
  return !isDeepStrictEqual([now, tags.toSorted()], [then, before.tags.toSorted()])
}
