import { first, run, together, type Work } from '../../database/statement.ts'
import { imageTagAlreadyExists, tooManyImageTags } from '../errors.ts'
import { quotas } from '../quotas.ts'
import { decideTagPush, mutabilityOf } from '../repositories/mutability-rules.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { deleteTag, insertTag, selectTagAt } from './tags.table.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

/** A tag that the image doesn't have yet. */
export interface NewTag {
  readonly name: string
  /** Another image has it. */
  readonly isMoving: boolean
}

export interface PushedTags {
  readonly key: RepositoryKey
  readonly imageId: number
  /** Each tag, and the image that has it now. */
  readonly holders: ReadonlyMap<string, number | undefined>
}

/** Those of the tags that are new to the image; an error for one that may not move. */
export function requireTagPushes(repository: Repository, { key, imageId, holders }: PushedTags): NewTag[] {
  const mutability = mutabilityOf(repository)
  return [...holders].flatMap(([name, current]) => {
    const decision = decideTagPush(mutability, name, { current, pushed: imageId })
    if (decision === 'refuse') throw imageTagAlreadyExists(key, name)
    return decision === 'keep' ? [] : [{ name, isMoving: decision === 'move' }]
  })
}

/** `imageId` is undefined for an image that is new: to look for its tags would be to read where other pushes write theirs. */
export function* refuseTooManyTags(imageId: number | undefined, newTags: number): Work<void> {
  const limit = quotas.tagsPerImage
  if (newTags > limit) throw tooManyImageTags(limit)
  if (imageId === undefined || newTags === 0) return
  const isFull = (yield* first(selectTagAt, { imageId, offset: limit - newTags })) !== undefined
  if (isFull) throw tooManyImageTags(limit)
}

/** Attaches a tag; the image that had it stays. */
export function attachTag(
  { id: repositoryId }: Repository,
  imageId: number,
  { name, isMoving }: NewTag,
): Work<unknown> {
  const attached = run(insertTag, { repositoryId, name, imageId })
  return isMoving ? together([run(deleteTag, { repositoryId, name }), attached]) : attached
}
