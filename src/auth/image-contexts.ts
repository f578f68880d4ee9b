import { all, first, type Work } from '../database/statement.ts'
import { selectImageByDigest, selectImageByTag } from '../ecr/images/images.table.ts'
import { selectTagsOfHolders, selectTagsOfImage } from '../ecr/images/tags.table.ts'
import type { ImageName } from '../errors.ts'
import type { TouchedImages } from '../operation.ts'

/**
 * ecr:ImageTag and ecr:ImageDigest, which are ecrd's own. Clients resolve a tag and go on by digest, so an image that is
 * named by its digest is decided about once for each of its tags: `ecr/images/README.md` has the rules.
 */
export type ImageContext = Readonly<Record<string, readonly string[]>>

export const imageKeys = { tag: 'ecr:imagetag', digest: 'ecr:imagedigest' } as const

/** An image that a request touches: what is asked is decided with each of the contexts, and one or all must be allowed. */
export interface ImageQuestion {
  readonly needs: 'one' | 'all'
  readonly contexts: readonly ImageContext[]
}

/** There are as many queries for what isn't there. */
export function* readImageQuestions(
  repositoryId: number,
  { to, names, held = [] }: TouchedImages,
): Work<readonly ImageQuestion[]> {
  const questions: ImageQuestion[] = []
  for (const name of names) {
    const contexts =
      to === 'push' ? [contextOf(name.imageTag, name.imageDigest)] : yield* contextsOf(repositoryId, to, name)
    questions.push({ needs: to === 'read' ? 'one' : 'all', contexts })
  }
  for (const imageDigest of held) {
    questions.push({ needs: 'one', contexts: yield* contextsOf(repositoryId, 'read', { imageDigest }) })
  }
  return questions
}

function* contextsOf(
  repositoryId: number,
  to: 'read' | 'delete',
  { imageTag, imageDigest }: ImageName,
): Work<readonly ImageContext[]> {
  const tagged = imageTag === undefined ? undefined : yield* first(selectImageByTag, { repositoryId, tag: imageTag })
  if (imageTag !== undefined && imageDigest === undefined) return [contextOf(imageTag, tagged?.digest)]
  const image = yield* first(selectImageByDigest, { repositoryId, digest: imageDigest ?? '' })
  const tags = yield* all(to === 'read' ? selectTagsOfHolders : selectTagsOfImage, { imageId: image?.id ?? nowhere })
  // A tag says nothing of a digest that it isn't attached to; and who deletes by digest takes all tags along.
  if (to === 'read' && imageTag !== undefined && tagged?.digest === imageDigest)
    return [contextOf(imageTag, imageDigest)]
  return tags.length === 0 ? [contextOf(undefined, imageDigest)] : tags.map(({ name }) => contextOf(name, imageDigest))
}

const nowhere = 0

function contextOf(tag: string | undefined, digest: string | undefined): ImageContext {
  return {
    ...(tag === undefined ? {} : { [imageKeys.tag]: [tag] }),
    ...(digest === undefined ? {} : { [imageKeys.digest]: [digest] }),
  }
}
