import { describe, expect, test } from 'vitest'
import { decideLifecycle, type ImageFacts, type LifecycleAction } from './lifecycle-rules.ts'
import { parseLifecyclePolicy } from './policy-rules.ts'

type Json = Readonly<Record<string, unknown>>

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 11, 1)
const daysAgo = (days: number): number => nowMs - days * dayMs

function imageOf(id: number, more: Partial<ImageFacts> = {}): ImageFacts {
  return {
    id,
    digest: `sha256:${id}`,
    tags: [],
    pushedAt: daysAgo(10),
    lastPulledAt: undefined,
    storageClass: 'standard',
    archivedAt: undefined,
    activatedAt: undefined,
    parents: [],
    subjectId: undefined,
    ...more,
  }
}

function decide(rules: readonly Json[], images: readonly ImageFacts[]): readonly LifecycleAction[] {
  const numbered = rules.map((rule, at) => ({ rulePriority: at + 1, action: { type: 'expire' }, ...rule }))
  const deciding = decideLifecycle(parseLifecyclePolicy(JSON.stringify({ rules: numbered }).padEnd(100)), images, nowMs)
  for (;;) {
    const { done, value } = deciding.next()
    if (done === true) return value
  }
}

/** `A` for the image with id 1, and so on, with the number of the rule: `A1`; and `A1*` if it goes into the archive. */
const told = (actions: readonly LifecycleAction[]): readonly string[] =>
  actions.map(({ image, type, rulePriority }) => `${letterOf(image)}${rulePriority}${type === 'transition' ? '*' : ''}`)
const letterOf = ({ id }: ImageFacts): string => String.fromCharCode(64 + id)

const reasonsOf = (actions: readonly LifecycleAction[]): readonly string[] => actions.map(({ reason }) => reason)

const moreThan = (countNumber: number, selection: Json) => ({
  selection: { ...selection, countType: 'imageCountMoreThan', countNumber },
})
const pushedSince = (countNumber: number, selection: Json) => ({
  selection: { ...selection, countType: 'sinceImagePushed', countUnit: 'days', countNumber },
})
const pulledSince = (countNumber: number, selection: Json = any) => ({
  selection: { ...selection, countType: 'sinceImagePulled', countUnit: 'days', countNumber },
  ...archive,
})
const archivedSince = (countNumber: number, selection: Json = any) => ({
  selection: {
    ...selection,
    storageClass: 'archive',
    countType: 'sinceImageTransitioned',
    countUnit: 'days',
    countNumber,
  },
})
const archive = { action: { type: 'transition', targetStorageClass: 'archive' } }
const any = { tagStatus: 'any' }
const untagged = { tagStatus: 'untagged' }
const patterns = (...tagPatternList: readonly string[]) => ({ tagStatus: 'tagged', tagPatternList })
const prefixes = (...tagPrefixList: readonly string[]) => ({ tagStatus: 'tagged', tagPrefixList })

/** Tags and days since the push of A, B, C, … */
const repository = (...images: readonly (readonly [readonly string[], number])[]) =>
  images.map(([tags, days], at) => imageOf(at + 1, { tags, pushedAt: daysAgo(days) }))

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html */
describe('an example of AWS', () => {
  const twoTags = repository([['beta-1', 'prod-1'], 10], [['beta-2', 'prod-2'], 9], [['beta-3'], 8])

  test.for([
    ['patterns', (tag: string) => patterns(`${tag}*`)],
    ['prefixes', (tag: string) => prefixes(tag)],
  ] as const)('with several rules of %s expires what the first rule sees, and spares what it keeps', ([, tagged]) => {
    expect(told(decide([moreThan(1, tagged('prod')), moreThan(1, tagged('beta'))], twoTags))).toEqual(['A1'])
    expect(told(decide([moreThan(1, tagged('beta')), moreThan(1, tagged('prod'))], twoTags))).toEqual(['A1', 'B1'])
  })

  test.for([patterns('alpha*', 'beta*'), prefixes('alpha', 'beta')])(
    'with several tags in a rule takes all: %j',
    (tagged) => {
      const byAge = repository(
        [['alpha-1'], 12],
        [['beta-1'], 11],
        [['alpha-2', 'beta-2'], 10],
        [['alpha-3'], 4],
        [['beta-3'], 3],
        [['alpha-4', 'beta-4'], 2],
      )
      const byCount = repository(
        [['alpha-1', 'beta-1', 'gamma-1'], 10],
        [['alpha-2', 'beta-2'], 9],
        [['alpha-3', 'beta-3', 'gamma-2'], 8],
      )
      expect(told(decide([pushedSince(5, tagged)], byAge))).toEqual(['C1'])
      expect(told(decide([moreThan(1, tagged)], byCount))).toEqual(['A1', 'B1'])
    },
  )

  test('with one rule for all images keeps the newest', () => {
    const images = repository([['alpha-1'], 4], [['beta-1'], 3], [[], 2], [['alpha-2'], 1])
    expect(told(decide([moreThan(1, any)], images))).toEqual(['A1', 'B1', 'C1'])
  })

  test('with all types of rules spares what higher rules have identified', () => {
    const images = repository([['alpha-1', 'beta-1'], 4], [[], 3], [['alpha-2'], 2], [['git hash'], 1], [[], 1])
    const rules = [moreThan(1, patterns('alpha*')), pushedSince(1, untagged), moreThan(1, any)]
    expect(told(decide(rules, images))).toEqual(['A1', 'B2', 'D3'])
  })

  test('with an archive keeps images there for as long as the second rule says', () => {
    const images = [
      imageOf(1, { pushedAt: daysAgo(31) }),
      imageOf(2, { pushedAt: daysAgo(30) }),
      imageOf(3, { pushedAt: daysAgo(999), storageClass: 'archive', archivedAt: daysAgo(366) }),
      imageOf(4, { pushedAt: daysAgo(999), storageClass: 'archive', archivedAt: daysAgo(365) }),
    ]
    const rules = [{ ...pushedSince(30, any), ...archive }, archivedSince(365)]
    expect(told(decide(rules, images))).toEqual(['C2', 'A1*'])
  })
})

describe('a pattern', () => {
  const selects = (pattern: string, tag: string) =>
    decide([pushedSince(1, patterns(pattern))], [imageOf(1, { tags: [tag] })])

  test.for([
    ['v*', 'v1'],
    ['*', 'v1'],
    ['v1', 'v1'],
    ['*-*-*-*', 'a-b-c-d'],
    ['a**', 'a'],
  ] as const)('%s selects %s', ([pattern, tag]) => {
    expect(selects(pattern, tag)).toHaveLength(1)
  })

  test.for([
    ['v*', 'xv1'],
    ['v1', 'v12'],
    ['*a*a', 'a'],
    ['v?', 'v1'],
    ['V*', 'v1'],
  ] as const)('%s does not select %s', ([pattern, tag]) => {
    expect(selects(pattern, tag)).toHaveLength(0)
  })

  test('is one of thousands that an image with a thousand tags must match, and the caller gets turns meanwhile', () => {
    const tags = Array.from({ length: 1_000 }, (_, at) => `tag-${at}`)
    const rules = [{ rulePriority: 1, ...pushedSince(1, patterns(...tags.slice(10))), action: { type: 'expire' } }]
    const policy = parseLifecyclePolicy(JSON.stringify({ rules }))
    const deciding = decideLifecycle(policy, [imageOf(1, { tags }), imageOf(2, { tags: tags.slice(11) })], nowMs)
    let turns = 0
    let next = deciding.next()
    for (; next.done !== true; next = deciding.next()) turns += 1
    expect(next.value.map(({ image }) => image.id)).toEqual([1])
    expect(turns).toBeGreaterThan(10)
  })
})

describe('the age of an image', () => {
  const at = (days: number, more: Partial<ImageFacts> = {}) => [imageOf(1, { pushedAt: daysAgo(days), ...more })]

  test('is more than the days of the rule, not exactly as many', () => {
    expect(decide([pushedSince(10, any)], at(10))).toHaveLength(0)
    expect(decide([pushedSince(10, any)], [imageOf(1, { pushedAt: daysAgo(10) - 1 })])).toHaveLength(1)
  })

  test('begins with its restore, for those that were in the archive', () => {
    const restored = { archivedAt: daysAgo(200), activatedAt: daysAgo(5) }
    expect(decide([pushedSince(10, any)], at(300, restored))).toHaveLength(0)
    expect(reasonsOf(decide([pushedSince(4, any)], at(300, restored)))).toEqual([
      'Rule 1 takes images pushed or restored more than 4 days ago; this one was restored at 2026-11-26T00:00:00Z.',
    ])
  })

  test('begins with its push, if it was pushed again after its restore', () => {
    expect(decide([pushedSince(10, any)], at(8, { activatedAt: daysAgo(20) }))).toHaveLength(0)
  })

  test.for<readonly [string, Partial<ImageFacts>, string]>([
    ['last pull', { lastPulledAt: daysAgo(40) }, 'was last pulled at 2026-10-22T00:00:00Z'],
    ['push if it was never pulled', {}, 'has never been pulled, and was pushed at 2026-08-23T00:00:00Z'],
    [
      'restore if it was not pulled since',
      { lastPulledAt: daysAgo(90), activatedAt: daysAgo(50) },
      'has not been pulled since it was restored at 2026-10-12T00:00:00Z',
    ],
    [
      'last pull after its restore',
      { lastPulledAt: daysAgo(40), activatedAt: daysAgo(50) },
      'was last pulled at 2026-10-22T00:00:00Z',
    ],
  ])('since it was pulled begins with its %s', ([, more, words]) => {
    expect(reasonsOf(decide([pulledSince(30)], at(100, more)))).toEqual([
      `Rule 1 takes images not pulled for more than 30 days; this one ${words}.`,
    ])
    expect(decide([pulledSince(30)], at(100, { ...more, lastPulledAt: daysAgo(30) }))).toHaveLength(0)
  })

  test('in the archive begins when it was archived last', () => {
    const archived = { storageClass: 'archive', archivedAt: daysAgo(91), activatedAt: daysAgo(200) } as const
    expect(reasonsOf(decide([archivedSince(90)], at(500, archived)))).toEqual([
      'Rule 1 takes images archived more than 90 days ago; this one was archived at 2026-09-01T00:00:00Z.',
    ])
    expect(decide([archivedSince(90)], at(500, { storageClass: 'archive' }))).toHaveLength(0)
  })
})

describe('the count of images', () => {
  test('keeps the newest, and of those pushed at once the ones with the higher id', () => {
    const images = [3, 1, 2].map((id) => imageOf(id))
    const actions = decide([moreThan(1, any)], images)
    expect(told(actions)).toEqual(['A1', 'B1'])
    expect(reasonsOf(actions)).toEqual([
      'Rule 1 keeps the newest of the images that it selects; this one is number 3.',
      'Rule 1 keeps the newest of the images that it selects; this one is number 2.',
    ])
  })

  test('includes what a higher rule takes', () => {
    const images = repository([[], 9], [[], 8], [['a'], 7], [['a'], 6])
    const actions = decide([pushedSince(5, prefixes('a')), moreThan(3, any)], images)
    expect(told(actions)).toEqual(['A2', 'C1', 'D1'])
    expect(actions[0]?.reason).toBe('Rule 2 keeps the 3 newest of the images that it selects; this one is number 4.')
  })

  test('takes a restored image for as young as its restore', () => {
    const images = [imageOf(1, { activatedAt: daysAgo(1) }), imageOf(2, { pushedAt: daysAgo(5) })]
    expect(told(decide([moreThan(1, any)], images))).toEqual(['B1'])
  })

  test('is apart from that of archived images', () => {
    const images = [imageOf(1), imageOf(2, { storageClass: 'archive', archivedAt: daysAgo(5) })]
    expect(decide([moreThan(1, any)], images)).toHaveLength(0)
  })
})

describe('children of an index', () => {
  const index = (days: number, tags: readonly string[] = ['i']) => imageOf(1, { pushedAt: daysAgo(days), tags })
  const child = (more: Partial<ImageFacts> = {}) => imageOf(2, { pushedAt: daysAgo(90), parents: [1], ...more })

  test('stay while the index stays, however old they are', () => {
    expect(decide([pushedSince(1, untagged)], [index(99), child()])).toHaveLength(0)
  })

  test('expire after the index, if a rule takes them as well', () => {
    expect(told(decide([pushedSince(50, any)], [child(), index(60)]))).toEqual(['A1', 'B1'])
    expect(told(decide([pushedSince(50, prefixes('i'))], [child(), index(60)]))).toEqual(['A1'])
  })

  test('stay while one of several indexes stays', () => {
    const images = [index(60), child({ parents: [1, 3] }), imageOf(3, { pushedAt: daysAgo(1) })]
    expect(told(decide([pushedSince(50, any)], images))).toEqual(['A1'])
  })

  test('stay while an index holds them that is not known', () => {
    expect(decide([pushedSince(50, any)], [child({ parents: [9] })])).toHaveLength(0)
  })

  test('go into the archive with the index, whichever rule selects them', () => {
    const actions = decide([moreThan(9, untagged), { ...pushedSince(50, any), ...archive }], [child(), index(60)])
    expect(told(actions)).toEqual(['A2*', 'B2*'])
    expect(actions[1]?.reason).toBe('It is part of the index sha256:1, which rule 2 archives.')
  })

  test('go into the archive, and do not expire, when the index is archived', () => {
    const rules = [pushedSince(50, untagged), { ...pushedSince(50, any), ...archive }]
    expect(told(decide(rules, [child(), index(60)]))).toEqual(['A2*', 'B2*'])
  })

  test('stay in the standard class while another index does', () => {
    const images = [index(60), child({ parents: [1, 3] }), imageOf(3, { pushedAt: daysAgo(1) })]
    expect(told(decide([{ ...pushedSince(50, any), ...archive }], images))).toEqual(['A1*'])
  })

  test('expire from the archive only with the index', () => {
    const archived = { storageClass: 'archive', archivedAt: daysAgo(100) } as const
    const images = [{ ...index(300), ...archived }, child(archived)]
    expect(told(decide([archivedSince(90)], images))).toEqual(['A1', 'B1'])
    expect(decide([archivedSince(90, untagged)], images)).toHaveLength(0)
  })
})

describe('referrers', () => {
  const subject = (days: number) => imageOf(1, { pushedAt: daysAgo(days), tags: ['s'] })
  const referrer = (id: number, more: Partial<ImageFacts> = {}) =>
    imageOf(id, { pushedAt: daysAgo(99), subjectId: 1, ...more })

  test('are neither selected nor counted', () => {
    const rules = [pushedSince(5, untagged), moreThan(1, any)]
    expect(decide(rules, [subject(1), referrer(2), referrer(3, { tags: ['sha256-1.sig'] })])).toHaveLength(0)
  })

  test('go after their subject and by its rule, and theirs after them', () => {
    const actions = decide(
      [moreThan(9, untagged), pushedSince(5, prefixes('s'))],
      [referrer(3, { subjectId: 2 }), referrer(2), subject(6)],
    )
    expect(told(actions)).toEqual(['A2', 'B2', 'C2'])
    expect(reasonsOf(actions).slice(1)).toEqual([
      'It refers to the image sha256:1, which rule 2 expires.',
      'It refers to the image sha256:2, which rule 2 expires.',
    ])
  })

  test('go into the archive with their subject, if they are not there', () => {
    const archived = referrer(3, { storageClass: 'archive', archivedAt: daysAgo(1) })
    const actions = decide([{ ...pushedSince(5, any), ...archive }], [subject(6), referrer(2), archived])
    expect(told(actions)).toEqual(['A1*', 'B1*'])
    expect(actions[1]?.reason).toBe('It refers to the image sha256:1, which rule 1 archives.')
  })

  test('expire with their subject from whichever class they are in', () => {
    const archived = referrer(3, { storageClass: 'archive', archivedAt: daysAgo(1) })
    expect(told(decide([pushedSince(5, any)], [subject(6), referrer(2), archived]))).toEqual(['A1', 'B1', 'C1'])
  })

  test('stay while an index names them that stays', () => {
    const images = [subject(6), referrer(2, { parents: [3] }), imageOf(3, { pushedAt: daysAgo(1) })]
    expect(told(decide([pushedSince(5, any)], images))).toEqual(['A1'])
  })

  test('are images like others while their subject is not in the repository', () => {
    expect(told(decide([pushedSince(5, untagged)], [referrer(2, { subjectId: undefined })]))).toEqual(['B1'])
  })

  test('stay with a subject that is not known', () => {
    expect(decide([pushedSince(5, any)], [referrer(2)])).toHaveLength(0)
  })

  test('that are indexes of their own subject stay, as it does', () => {
    const images = [imageOf(1, { parents: [2] }), referrer(2), imageOf(3, { subjectId: 2 }), imageOf(4)]
    expect(told(decide([pushedSince(5, any)], images))).toEqual(['D1'])
  })
})

test('actions are in the order in which they can be done, and otherwise the oldest first', () => {
  const images = [
    imageOf(1, { pushedAt: daysAgo(50), parents: [4] }),
    imageOf(2, { pushedAt: daysAgo(49), subjectId: 1 }),
    imageOf(3, { pushedAt: daysAgo(30) }),
    imageOf(4, { pushedAt: daysAgo(20) }),
    imageOf(5, { pushedAt: daysAgo(40) }),
  ]
  expect(told(decide([pushedSince(1, any)], images))).toEqual(['E1', 'C1', 'D1', 'A1', 'B1'])
})

test('an empty repository gives no actions', () => {
  expect(decide([moreThan(1, any)], [])).toEqual([])
})

test('a chain of 50,000 referrers goes as a whole', () => {
  const images = Array.from({ length: 50_000 }, (_, at) => imageOf(at + 1, { subjectId: at === 0 ? undefined : at }))
  expect(decide([pushedSince(1, any)], images)).toHaveLength(50_000)
})
