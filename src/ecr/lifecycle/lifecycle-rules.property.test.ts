import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideLifecycle, type ImageFacts, type LifecycleAction } from './lifecycle-rules.ts'
import type { LifecyclePolicy, LifecycleRule } from './policy-rules.ts'

const dayMs = 86_400_000
const nowMs = 1_000 * dayMs

/** What happens to an image, by which rule; undefined when it stays as it is. */
interface Fate {
  readonly type: 'expire' | 'transition'
  readonly rulePriority: number
}

/** What has a tag of its own has rules of its own. */
const followsIntoArchive = (image: ImageFacts): boolean => image.storageClass === 'standard' && image.tags.length === 0

/** The rules of ECR once more, image by image and word by word, without a thought of speed. */
class Reference {
  readonly policy: LifecyclePolicy
  readonly images: readonly ImageFacts[]

  constructor(policy: LifecyclePolicy, images: readonly ImageFacts[]) {
    this.policy = policy
    this.images = images
  }

  fateOf(image: ImageFacts): Fate | undefined {
    if (this.hangsOnCircle(image)) return undefined
    const wanted = image.subjectId === undefined ? this.wantedByRule(image) : this.wantedBySubject(image)
    const parents = image.parents.map((id) => this.find(id))
    const fates = parents.map((parent) => (parent === undefined ? undefined : this.fateOf(parent)))
    const areGone = fates.every((fate) => fate?.type === 'expire')
    const areArchivedOrGone = parents.every(
      (parent, at) => parent?.storageClass === 'archive' || fates[at] !== undefined,
    )
    if (wanted?.type === 'expire' && areGone) return wanted
    if (wanted?.type === 'transition' && areArchivedOrGone) return wanted
    if (followsIntoArchive(image) && areArchivedOrGone) return fates.find((fate) => fate?.type === 'transition')
    return undefined
  }

  private find(id: number): ImageFacts | undefined {
    return this.images.find((image) => image.id === id)
  }

  private wantedBySubject(image: ImageFacts): Fate | undefined {
    const subject = this.images.find(({ id }) => id === image.subjectId)
    const fate = subject === undefined ? undefined : this.fateOf(subject)
    return fate?.type === 'transition' && !followsIntoArchive(image) ? undefined : fate
  }

  private wantedByRule(image: ImageFacts): Fate | undefined {
    for (const rule of this.policy.rules) {
      if (!isSelected(rule, image)) continue
      const isTaken = this.candidatesOf(rule).includes(image)
      return isTaken ? { type: rule.action.type, rulePriority: rule.rulePriority } : undefined
    }
    return undefined
  }

  private candidatesOf(rule: LifecycleRule): readonly ImageFacts[] {
    const { countType, countNumber } = rule.selection
    const selected = this.images.filter((image) => image.subjectId === undefined && isSelected(rule, image))
    if (countType === 'imageCountMoreThan') {
      const youngestFirst = selected.toSorted((a, b) => bornAt(b) - bornAt(a) || b.id - a.id)
      return youngestFirst.slice(countNumber)
    }
    return selected.filter((image) => nowMs - waitsSince(countType, image) > countNumber * dayMs)
  }

  /** Whether one comes back to an image that one has met, on the way to parents and subjects. */
  private hangsOnCircle(image: ImageFacts, way: readonly number[] = []): boolean {
    if (way.includes(image.id)) return true
    const leaders = [...image.parents, ...(image.subjectId === undefined ? [] : [image.subjectId])]
    return leaders.some((id) => {
      const leader = this.find(id)
      return leader !== undefined && this.hangsOnCircle(leader, [...way, image.id])
    })
  }
}

function isSelected({ selection }: LifecycleRule, { tags, storageClass }: ImageFacts): boolean {
  if (storageClass !== (selection.storageClass ?? 'standard')) return false
  if (selection.tagStatus === 'untagged') return tags.length === 0
  if (selection.tagStatus === 'any') return true
  if (tags.length === 0) return false
  const matches = (pattern: string) => tags.some((tag) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(tag))
  const starts = (prefix: string) => tags.some((tag) => tag.startsWith(prefix))
  return (selection.tagPatternList ?? []).every(matches) && (selection.tagPrefixList ?? []).every(starts)
}

function bornAt({ pushedAt, activatedAt }: ImageFacts): number {
  return activatedAt === undefined || activatedAt < pushedAt ? pushedAt : activatedAt
}

function waitsSince(countType: LifecycleRule['selection']['countType'], image: ImageFacts): number {
  if (countType === 'sinceImagePushed') return bornAt(image)
  if (countType === 'sinceImageTransitioned') return image.archivedAt ?? nowMs
  if (image.lastPulledAt === undefined) return bornAt(image)
  return image.activatedAt === undefined ? image.lastPulledAt : Math.max(image.lastPulledAt, image.activatedAt)
}

const tag = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 3 })
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '-'), minLength: 1, maxLength: 4 })
const day = fc.integer({ min: 985, max: 999 })
const time = fc.tuple(day, fc.constantFrom(0, 1)).map(([days, ms]) => days * dayMs + ms)
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const tagSelection = fc.oneof(
  fc.constantFrom({ tagStatus: 'any' as const }, { tagStatus: 'untagged' as const }),
  fc
    .array(pattern, { minLength: 1, maxLength: 2 })
    .map((list) => ({ tagStatus: 'tagged' as const, tagPatternList: list })),
  fc.array(tag, { minLength: 1, maxLength: 2 }).map((list) => ({ tagStatus: 'tagged' as const, tagPrefixList: list })),
)
const expire = { type: 'expire' } as const
const archive = { type: 'transition', targetStorageClass: 'archive' } as const
const count = fc.oneof(
  fc.record({
    countType: fc.constantFrom('imageCountMoreThan' as const, 'sinceImagePushed' as const),
    action: fc.constantFrom(expire, archive),
  }),
  fc.record({ countType: fc.constant('sinceImagePulled' as const), action: fc.constant(archive) }),
  fc.record({
    countType: fc.constant('sinceImageTransitioned' as const),
    action: fc.constant(expire),
    storageClass: fc.constant('archive' as const),
  }),
)

/** Counts of days and images are small, so that most rules take some images and keep some. */
const policy: fc.Arbitrary<LifecyclePolicy> = fc
  .array(fc.tuple(tagSelection, count, fc.integer({ min: 1, max: 10 })), { minLength: 1, maxLength: 5 })
  .map((rules) => ({
    rules: rules.map(([tags, { countType, action, ...more }, countNumber], at) => ({
      rulePriority: 10 * (at + 1),
      description: undefined,
      selection: {
        tagPatternList: undefined,
        tagPrefixList: undefined,
        storageClass: undefined,
        countUnit: undefined,
        ...tags,
        ...more,
        countType,
        countNumber: countType === 'imageCountMoreThan' ? Math.ceil(countNumber / 3) : countNumber,
      },
      action,
    })),
  }))

const mostImages = 8

/** Any image may hold on to any other, in circles too, and to one that isn't there. */
const otherId = fc.integer({ min: 1, max: mostImages + 1 })
const images: fc.Arbitrary<readonly ImageFacts[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: mostImages }),
    digest: fc.constant('sha256:0'),
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
    pushedAt: time,
    lastPulledAt: perhaps(time),
    storageClass: fc.constantFrom('standard', 'standard', 'archive'),
    archivedAt: perhaps(time),
    activatedAt: perhaps(time),
    parents: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.uniqueArray(otherId, { minLength: 1, maxLength: 2 }) },
    ),
    subjectId: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: otherId }),
  }),
  { selector: ({ id }) => id, maxLength: mostImages },
)

function decide(rules: LifecyclePolicy, facts: readonly ImageFacts[]): readonly LifecycleAction[] {
  const deciding = decideLifecycle(rules, facts, nowMs)
  for (;;) {
    const { done, value } = deciding.next()
    if (done === true) return value
  }
}

test('a decision is the one that the rules give for each image by itself', () => {
  fc.assert(
    fc.property(policy, images, (rules, facts) => {
      const reference = new Reference(rules, facts)
      const wanted = facts.flatMap((image) => {
        const fate = reference.fateOf(image)
        return fate === undefined ? [] : [{ id: image.id, type: fate.type, rulePriority: fate.rulePriority }]
      })
      const decided = decide(rules, facts).map(({ image, type, rulePriority }) => ({
        id: image.id,
        type,
        rulePriority,
      }))
      expect(decided.toSorted((a, b) => a.id - b.id)).toEqual(wanted.toSorted((a, b) => a.id - b.id))
    }),
    { numRuns: 3_000 },
  )
})

test('a decision can be carried out in its order: what an image waits for comes before it', () => {
  fc.assert(
    fc.property(policy, images, (rules, facts) => {
      const order = decide(rules, facts).map(({ image }) => image)
      for (const [place, image] of order.entries()) {
        const later = order.slice(place).map(({ id }) => id)
        for (const parent of image.parents) expect(later).not.toContain(parent)
        expect(later).not.toContain(image.subjectId)
      }
    }),
  )
})

test('a decision does not depend on the order of the images', () => {
  fc.assert(
    fc.property(policy, images, (rules, facts) => {
      expect(decide(rules, facts.toReversed())).toEqual(decide(rules, facts))
    }),
  )
})
