import { all, run, together, type Work } from '../../database/statement.ts'
import { updateAvailableAt } from '../layers/layers.table.ts'
import type { Image } from './images.table.ts'
import {
  activateImage,
  archiveImage,
  selectChildrenToActivate,
  selectChildrenToArchive,
  selectReferrersToActivate,
  selectReferrersToArchive,
} from './storage-class.table.ts'

/**
 * An image, what it names, and what refers to one of these: they are archived and restored in one transaction, so there is a limit.
 * An index has at most a thousand images, each mostly with a signature or two.
 */
export const maxFamilySize = 3_000

export type Member = Pick<Image, 'id' | 'repository_id' | 'digest'>

/**
 * Archives an image with its children and referrers. Those that another index in STANDARD names stay as they are. False if they
 * are too many: the transaction must end then.
 */
export function archiveFamily(image: Member, nowMs: number): Work<boolean> {
  const limit = maxFamilySize
  return changeFamily(image, nowMs, {
    change: ({ id: imageId }) => run(archiveImage, { imageId, archivedAt: nowMs }),
    children: ({ id: imageId }) => all(selectChildrenToArchive, { imageId, limit }),
    referrers: ({ repository_id: repositoryId, digest: subjectDigest }) =>
      all(selectReferrersToArchive, { repositoryId, subjectDigest, limit }),
  })
}

/** Restores an image with its children and referrers; they are active from an instant on. False as above. */
export function activateFamily(image: Member, activatedAt: number, nowMs: number): Work<boolean> {
  const limit = maxFamilySize
  return changeFamily(image, nowMs, {
    change: ({ id: imageId }) => run(activateImage, { imageId, activatedAt }),
    children: ({ id: imageId }) => all(selectChildrenToActivate, { imageId, activatedAt, limit }),
    referrers: ({ repository_id: repositoryId, digest: subjectDigest }) =>
      all(selectReferrersToActivate, { repositoryId, subjectDigest, activatedAt, limit }),
  })
}

interface Change {
  readonly change: (member: Member) => Work<unknown>
  /** Of those that the change is for, each is found until it is changed. */
  readonly children: (index: Member) => Work<Member[]>
  readonly referrers: (subject: Member) => Work<Member[]>
}

/** From one generation to the next. What an index holds back is found again when that index has changed, too. */
function* changeFamily(image: Member, nowMs: number, { change, children, referrers }: Change): Work<boolean> {
  let size = 0
  for (let generation: readonly Member[] = [image]; generation.length > 0; ) {
    size += generation.length
    if (size > maxFamilySize) return false
    yield* together(generation.map(change))
    yield* together(generation.map((member) => updateLayers(member, nowMs)))
    const found = yield* together(generation.flatMap((member) => [children(member), referrers(member)]))
    generation = [...new Map(found.flat().map((member) => [member.id, member])).values()]
  }
  return true
}

function updateLayers({ id: imageId, repository_id: repositoryId }: Member, nowMs: number): Work<unknown> {
  return run(updateAvailableAt, { repositoryId, imageId, without: 0, now: nowMs })
}
