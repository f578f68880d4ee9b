import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideTagPush,
  describeMutability,
  type MutabilitySetting,
  mutabilityOf,
  parseMutability,
  type TagMutability,
} from './mutability-rules.ts'

const filtersOf = (...filters: readonly string[]) =>
  filters.map((filter) => ({ filterType: 'WILDCARD' as const, filter }))
const invalid = (constraint: string) =>
  `Invalid parameter at 'imageTagMutabilityExclusionFilters' failed to satisfy constraint: '${constraint}'`

describe('the tag mutability of a request', () => {
  test('is MUTABLE when the request does not state it', () => {
    expect(parseMutability({})).toEqual({ tagMutability: 'MUTABLE', exclusions: [] })
  })

  test('has the exclusion filters in the order of the request', () => {
    const imageTagMutabilityExclusionFilters = filtersOf('z*', 'a*')
    const input = { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', imageTagMutabilityExclusionFilters } as const
    expect(parseMutability(input).exclusions).toEqual(['z*', 'a*'])
  })

  test.each(['MUTABLE', 'IMMUTABLE'] as const)('%s is refused with exclusion filters', (imageTagMutability) => {
    const refused = () => parseMutability({ imageTagMutability, imageTagMutabilityExclusionFilters: filtersOf('a') })
    const sentence = `ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as ${imageTagMutability}`
    expect(refused).toThrow(invalid(sentence))
  })

  test.each(['MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'] as const)(
    '%s is refused without exclusion filters',
    (imageTagMutability) => {
      const sentence = `ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as ${imageTagMutability}`
      expect(() => parseMutability({ imageTagMutability })).toThrow(invalid(sentence))
    },
  )

  test('is refused when an exclusion filter has more than two wildcards', () => {
    const parse = (filter: string) => () =>
      parseMutability({
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: filtersOf(filter),
      })
    expect(parse('*a*')).not.toThrow()
    expect(parse('***')).toThrow(invalid('A filter can have at most 2 wildcards (*)'))
  })
})

/** Whether a tag may go from one image to another. */
const mayMoveTag = (setting: MutabilitySetting, tag: string): boolean =>
  decideTagPush(setting, tag, { current: 1, pushed: 2 }) === 'move'

describe('a tag may move', () => {
  const exclusions = ['dev-*', 'latest']
  test.each<[TagMutability, boolean, boolean]>([
    ['MUTABLE', true, true],
    ['IMMUTABLE', false, false],
    ['IMMUTABLE_WITH_EXCLUSION', true, false],
    ['MUTABLE_WITH_EXCLUSION', false, true],
  ])('under %s: %s if a filter matches the tag, %s if none does', (tagMutability, matched, unmatched) => {
    for (const tag of ['dev-', 'dev-1', 'latest']) expect(mayMoveTag({ tagMutability, exclusions }, tag)).toBe(matched)
    for (const tag of ['v1', 'dev', 'Latest', 'my-latest', 'latest-1']) {
      expect(mayMoveTag({ tagMutability, exclusions }, tag)).toBe(unmatched)
    }
  })

  test('under MUTABLE_WITH_EXCLUSION exactly when not under IMMUTABLE_WITH_EXCLUSION', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (exclusions, tag) => {
        const mutable = mayMoveTag({ tagMutability: 'MUTABLE_WITH_EXCLUSION', exclusions }, tag)
        expect(mayMoveTag({ tagMutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions }, tag)).toBe(!mutable)
      }),
    )
  })
})

describe('what a push does to a tag', () => {
  test.each<TagMutability>(['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'])(
    'under %s it adds a tag that is not there, and keeps one that means the pushed image',
    (tagMutability) => {
      const setting = { tagMutability, exclusions: ['dev-*'] }
      for (const tag of ['v1', 'dev-1']) {
        expect(decideTagPush(setting, tag, { current: undefined, pushed: 2 })).toBe('add')
        expect(decideTagPush(setting, tag, { current: 2, pushed: 2 })).toBe('keep')
      }
    },
  )

  test('it refuses to move an immutable tag', () => {
    const setting = { tagMutability: 'IMMUTABLE', exclusions: [] } as const
    expect(decideTagPush(setting, 'v1', { current: 1, pushed: 2 })).toBe('refuse')
  })
})

test('a tag mutability is described as it was put', () => {
  const input = {
    imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: filtersOf('a"b', '*'),
  } as const
  const { tagMutability, exclusions } = parseMutability(input)
  const row = { tag_mutability: tagMutability, tag_mutability_exclusions: JSON.stringify(exclusions) }
  expect(describeMutability(mutabilityOf(row))).toEqual(input)
  expect(describeMutability(parseMutability({}))).toEqual({ imageTagMutability: 'MUTABLE' })
})
