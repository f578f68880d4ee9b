import { all, first, run, together, type Work } from '../../database/statement.ts'
import type { Image } from './images.table.ts'
import {
  activateImage,
  archiveImage,
  selectChildren,
  selectReferrers,
  selectStandardParents,
  updateAvailableAt,
} from './storage-class.table.ts'
import { selectTagAt } from './tags.table.ts'

/**
 * An image, what it names, and what refers to one of these: they are archived and restored in one transaction, so there is a limit.
 * An index has at most a thousand images, each mostly with a signature or two.
 */
export const maxFamilySize = 3_000

export type Member = Pick<Image, 'id' | 'repository_id' | 'digest' | 'storage_class' | 'activated_at'>

/**
 * Archives an image with its children and referrers. Those that another index in STANDARD names stay as they are, and those that have
 * tags: rights and rules that are about these tags count for them. False if they are too many: the transaction must end then.
 */
export function archiveFamily(image: Member, nowMs: number): Work<boolean> {
  return changeFamily(image, nowMs, {
    *choose(followers) {
      const standard = followers.filter(({ storage_class }) => storage_class === 'STANDARD')
      const held = yield* together(standard.map(isHeld))
      return standard.filter((_, index) => held[index] === false)
    },
    change: ({ id: imageId }) => run(archiveImage, { imageId, archivedAt: nowMs }),
  })
}

function* isHeld({ id: imageId }: Member): Work<boolean> {
  const found = yield* together([
    first(selectStandardParents, { imageId, limit: 1 }),
    first(selectTagAt, { imageId, offset: 0 }),
  ])
  return found.some((holder) => holder !== undefined)
}

/** The same of one image, for those who deal with its children and referrers themselves. */
export function* archiveAlone(image: Member, nowMs: number): Work<void> {
  yield* run(archiveImage, { imageId: image.id, archivedAt: nowMs })
  yield* updateLayers(image, nowMs)
}

/** Restores an image with its children and referrers, as far as they are not active by then anyway. False as above. */
export function activateFamily(image: Member, activatedAt: number, nowMs: number): Work<boolean> {
  return changeFamily(image, nowMs, {
    *choose(followers) {
      return followers.filter((each) => each.storage_class === 'ARCHIVE' || each.activated_at > activatedAt)
    },
    change: ({ id: imageId }) => run(activateImage, { imageId, activatedAt }),
  })
}

interface Change {
  /** Those of the followers that are to follow now. */
  readonly choose: (followers: readonly Member[]) => Work<readonly Member[]>
  readonly change: (member: Member) => Work<unknown>
}

/** From one generation to the next. What an index holds back is found again when that index has changed, too. */
function* changeFamily(image: Member, nowMs: number, { choose, change }: Change): Work<boolean> {
  let size = 1
  for (let generation: readonly Member[] = [image]; generation.length > 0; ) {
    yield* together(generation.map(change))
    yield* together(generation.map((member) => updateLayers(member, nowMs)))
    const followers = (yield* together(generation.map(followersOf))).flat()
    size += followers.length
    if (size > maxFamilySize) return false
    generation = yield* choose([...new Map(followers.map((each) => [each.id, each])).values()])
  }
  return true
}

function* followersOf({ id: imageId, repository_id: repositoryId, digest: subjectDigest }: Member): Work<Member[]> {
  const limit = maxFamilySize
  const [children, referrers] = yield* together([
    all(selectChildren, { imageId, limit }),
    all(selectReferrers, { repositoryId, subjectDigest, limit }),
  ])
  return [...children, ...referrers]
}

function updateLayers({ id: imageId, repository_id: repositoryId }: Member, nowMs: number): Work<unknown> {
  return run(updateAvailableAt, { repositoryId, imageId, without: 0, now: nowMs })
}
