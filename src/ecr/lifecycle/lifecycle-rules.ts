import { createPace } from '../../platform/pace.ts'
import { sortInTurns } from '../../platform/sort-in-turns.ts'
import { pushedOrRestoredAt } from './age-rules.ts'
import type { ActionType, StorageClass } from './combination-rules.ts'
import { orderImages } from './order-rules.ts'
import type { LifecyclePolicy } from './policy-rules.ts'
import { followsIndex, followsSubject } from './reason-rules.ts'
import { type Choice, chooseImages } from './selection-rules.ts'

/** An image as it is when a policy is applied. Times are in milliseconds. */
export interface ImageFacts {
  readonly id: number
  readonly digest: string
  readonly tags: readonly string[]
  readonly pushedAt: number
  readonly lastPulledAt: number | undefined
  readonly storageClass: StorageClass
  readonly archivedAt: number | undefined
  /** Its last restore. */
  readonly activatedAt: number | undefined
  /** The ids of the indexes that name it. */
  readonly parents: readonly number[]
  /** The image that it refers to, where that is in the repository. */
  readonly subjectId: number | undefined
}

export interface LifecycleAction {
  readonly image: ImageFacts
  readonly type: ActionType
  readonly rulePriority: number
  /** One sentence for people. */
  readonly reason: string
}

/** A step is the test of one tag, or what takes about as long: so many take a millisecond or two. */
const stepsPerTurn = 20_000

/**
 * What a policy does with the images of a repository, in the order in which it can be done: indexes before their children,
 * subjects before their referrers, and otherwise the oldest first. It yields now and then, so that its caller can give others
 * a turn: 100,000 images and 50 rules take long.
 */
export function* decideLifecycle(
  policy: LifecyclePolicy,
  images: readonly ImageFacts[],
  nowMs: number,
): Generator<undefined, LifecycleAction[]> {
  const pace = createPace(stepsPerTurn)
  const oldestFirst = yield* sortInTurns(images, byAge, pace)
  const youngestFirst = oldestFirst.filter(({ subjectId }) => subjectId === undefined).reverse()
  const choices = yield* chooseImages(policy, youngestFirst, nowMs, pace)
  const known = new Map<number, ImageFacts>()
  for (const image of images) {
    known.set(image.id, image)
    if (pace.isOver(1)) yield
  }
  const repository: Repository = { images: known, choices, actions: new Map() }
  for (const image of yield* orderImages(oldestFirst, known, pace)) {
    const choice = settle(image, repository)
    if (choice !== undefined) {
      const { type, rulePriority, reason } = choice
      repository.actions.set(image.id, { image, type, rulePriority, reason })
    }
    if (pace.isOver(1 + image.parents.length)) yield
  }
  return [...repository.actions.values()]
}

function byAge(a: ImageFacts, b: ImageFacts): number {
  return pushedOrRestoredAt(a) - pushedOrRestoredAt(b) || a.id - b.id
}

interface Repository {
  readonly images: ReadonlyMap<number, ImageFacts>
  readonly choices: ReadonlyMap<number, Choice>
  /** What is settled. A map keeps the order. */
  readonly actions: Map<number, LifecycleAction>
}

/** What is done with an image whose indexes and subject are settled. */
function settle(image: ImageFacts, repository: Repository): Choice | undefined {
  const choice =
    image.subjectId === undefined ? repository.choices.get(image.id) : followSubject(image, image.subjectId, repository)
  return choice !== undefined && isFree(image, choice.type, repository) ? choice : followIndex(image, repository)
}

/** An image expires only with or after all indexes that name it, and is archived only with or after them. */
function isFree({ parents }: ImageFacts, type: ActionType, repository: Repository): boolean {
  return parents.every((id) => {
    const fate = fateOf(id, repository)
    return fate === 'expire' || (fate === 'transition' && type === 'transition')
  })
}

/** What happens to an image, or has happened: undefined while it stays in the standard class, and of one that isn't known. */
function fateOf(id: number, { images, actions }: Repository): ActionType | undefined {
  const isArchived = images.get(id)?.storageClass === 'archive'
  return actions.get(id)?.type ?? (isArchived ? 'transition' : undefined)
}

/** A referrer does what its subject does, whatever its age; but with a tag of its own it isn't archived. */
function followSubject(image: ImageFacts, subjectId: number, { actions }: Repository): Choice | undefined {
  const subject = actions.get(subjectId)
  if (subject === undefined || (subject.type === 'transition' && !followsIntoArchive(image))) return undefined
  const { type, rulePriority } = subject
  return { type, rulePriority, reason: followsSubject(rulePriority, type, subject.image.digest) }
}

/** Rules that are about its tags count for one that has any. */
const followsIntoArchive = ({ storageClass, tags }: ImageFacts): boolean =>
  storageClass === 'standard' && tags.length === 0

/** A child goes into the archive with the last index that names it. */
function followIndex(image: ImageFacts, repository: Repository): Choice | undefined {
  if (!followsIntoArchive(image) || !isFree(image, 'transition', repository)) return undefined
  const actions = image.parents.map((id) => repository.actions.get(id))
  const index = actions.find((action) => action?.type === 'transition')
  if (index === undefined) return undefined
  const { type, rulePriority } = index
  return { type, rulePriority, reason: followsIndex(rulePriority, index.image.digest) }
}
