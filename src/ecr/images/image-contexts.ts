import { all, first, type Work } from '../../database/statement.ts'
import { type Image, selectImageByDigest, selectImageByTag } from './images.table.ts'
import { selectTagsOfHolders, selectTagsOfImage } from './tags.table.ts'
import type { ImageName } from '../../errors.ts'
import { tooManyTagsToDecide } from '../errors.ts'
import type { NamedImages, PushedImage, TouchedImages } from '../../request/operation.ts'
import { isDigest } from '../../standards/oci/digest.ts'
import { isTag } from '../../standards/oci/reference.ts'
import type { ImageContext, ImageQuestion, ImageSource } from '../../request/policy-source.ts'

const imageTag = 'ecr:imagetag'
const imageDigest = 'ecr:imagedigest'

/**
 * ecr:ImageTag and ecr:ImageDigest, which are ecrd's own. Clients resolve a tag and go on by digest, so an image that is
 * named by its digest is decided about once for each of its tags: `ecr/images/README.md` has the rules.
 */
export const imageSource: ImageSource = {
  keys: new Set([imageTag, imageDigest]),
  areRead: (images) => images.to !== 'push' || images.held.length > 0,
  readQuestions: readImageQuestions,
  tooMany: tooManyTagsToDecide,
}

/** As many queries as there are images to ask about, be they there or not. */
function* readImageQuestions(repositoryId: number, images: TouchedImages): Work<readonly ImageQuestion[]> {
  return images.to === 'push' ? yield* aboutPush(repositoryId, images) : yield* aboutNames(repositoryId, images)
}

function* aboutPush(repositoryId: number, { digests, tags, held }: PushedImage): Work<readonly ImageQuestion[]> {
  const ofItself = tags.length === 0 ? [contextOf(undefined, digests)] : tags.map((tag) => contextOf(tag, digests))
  const names = held.map((digest) => ({ imageDigest: digest }))
  return [{ needs: 'all', contexts: ofItself }, ...(yield* aboutNames(repositoryId, { to: 'read', names }))]
}

/** What is held in memory to decide about; one that allows is mostly found among the first. */
const maxTagsTogether = 30_000

/** What isn't well-formed names nothing, and what is named again is the same image. */
function* aboutNames(repositoryId: number, { to, names }: NamedImages): Work<readonly ImageQuestion[]> {
  const distinct = new Map(names.filter(isWellFormed).map((name) => [`${name.imageTag}@${name.imageDigest}`, name]))
  const questions: ImageQuestion[] = []
  let count = 0
  for (const name of distinct.values()) {
    const contexts = yield* contextsOf(repositoryId, to, name)
    count += contexts.length
    if (count > maxTagsTogether) throw tooManyTagsToDecide()
    questions.push({ needs: to === 'read' ? 'one' : 'all', contexts })
  }
  return questions
}

function isWellFormed({ imageTag: tag, imageDigest: digest }: ImageName): boolean {
  if (tag === undefined && digest === undefined) return false
  return (tag === undefined || isTag(tag)) && (digest === undefined || isDigest(digest))
}

function* contextsOf(
  repositoryId: number,
  to: NamedImages['to'],
  { imageTag: tag, imageDigest: digest }: ImageName,
): Work<readonly ImageContext[]> {
  const tagged = tag === undefined ? undefined : yield* first(selectImageByTag, { repositoryId, tag })
  if (digest === undefined) return [contextOf(tag, digestsOf(tagged))]
  const image = yield* first(selectImageByDigest, { repositoryId, digest })
  const tags = yield* all(to === 'read' ? selectTagsOfHolders : selectTagsOfImage, { imageId: image?.id ?? nowhere })
  const digests = image === undefined ? [digest] : digestsOf(image)
  // A tag says nothing about a digest that it is not attached to, and a delete by digest removes all tags.
  if (to === 'read' && tag !== undefined && tagged?.digest === digest) return [contextOf(tag, digests)]
  return tags.length === 0 ? [contextOf(undefined, digests)] : tags.map(({ name }) => contextOf(name, digests))
}

const nowhere = 0

function digestsOf(image: Image | undefined): readonly string[] {
  return [image?.digest, image?.sha256_digest].filter((digest) => typeof digest === 'string')
}

function contextOf(tag: string | undefined, digests: readonly string[]): ImageContext {
  return {
    ...(tag === undefined ? {} : { [imageTag]: [tag] }),
    ...(digests.length === 0 ? {} : { [imageDigest]: digests }),
  }
}
