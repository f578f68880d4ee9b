import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRepositoryName, isTag, repositoryNamePattern, tagPattern } from './reference.ts'

describe('repository names', () => {
  test.each([
    'ab',
    '00',
    'a.b',
    'a_b',
    'a__b',
    'a-b',
    'a---b',
    'a/b',
    'a/b/c.d_e__f--g',
    'x'.repeat(256),
    `${'a/'.repeat(127)}aa`,
  ])('include %s', (name) => {
    expect(isRepositoryName(name)).toBe(true)
  })

  test.each([
    '',
    'a',
    'A',
    'aB',
    'a..b',
    'a___b',
    'a._b',
    'a-_b',
    '-a',
    'a-',
    '.a',
    'a.',
    '_a',
    'a_',
    '/a',
    'a/',
    'a//b',
    'a/-b',
    'a-/b',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    'a%2fb',
    'a%2Fb',
    '..%2fa',
    'a\0b',
    'a\\b',
    'a b',
    'ab\n',
    '\nab',
    'a:b',
    'a@b',
    'é1',
    'aé',
    'ａｂ',
    '𝒶𝒷',
    'x'.repeat(257),
    'a-'.repeat(128),
    '-'.repeat(256),
    `a${'-'.repeat(254)}_`,
  ])('do not include %j', (name) => {
    expect(isRepositoryName(name)).toBe(false)
  })

  test('are checked in linear time, however long they are', () => {
    for (const name of ['a'.repeat(5_000_000), `${'a-'.repeat(2_500_000)}!`, '-'.repeat(5_000_000)]) {
      expect(isRepositoryName(name)).toBe(false)
      expect(isTag(name)).toBe(false)
    }
  })

  const component = fc
    .array(fc.tuple(fc.stringMatching(/^[a-z0-9]{1,4}$/), fc.constantFrom('.', '_', '__', '-', '--', '----')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.map(([word, separator], at) => (at === 0 ? word : separator + word)).join(''))

  test('are words joined by separators, in components joined by slashes', () => {
    const names = fc.array(component, { minLength: 1, maxLength: 6 }).map((components) => components.join('/'))
    fc.assert(
      fc.property(names, (name) => {
        expect(isRepositoryName(name)).toBe(name.length >= 2)
      }),
    )
  })

  test('have no other form', () => {
    const nearly = fc.string({
      unit: fc.constantFrom('a', '0', '.', '_', '-', '/', 'A', '%', '\0', 'é'),
      maxLength: 12,
    })
    fc.assert(
      fc.property(nearly, (name) => {
        const words = name.split('/').flatMap((part) => part.split(/\.|(?<!_)_{1,2}(?!_)|-+/))
        const expected = name.length >= 2 && words.every((word) => /^[a-z0-9]+$/.test(word))
        expect(isRepositoryName(name)).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  test('follow the pattern that error messages show', () => {
    expect(repositoryNamePattern).toBe(
      String.raw`[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*`,
    )
  })
})

describe('tags', () => {
  test.each(['a', '_', 'A', '0', 'latest', 'v1.2.3-rc_1', '_.-', 'x'.repeat(128)])('include %s', (tag) => {
    expect(isTag(tag)).toBe(true)
  })

  test.each([
    '',
    '.a',
    '-a',
    'a b',
    'a/b',
    'a%2fb',
    '..',
    'a:b',
    'a@b',
    'a+b',
    'a\0',
    'a\n',
    '\na',
    'é',
    'x'.repeat(129),
  ])('do not include %j', (tag) => {
    expect(isTag(tag)).toBe(false)
  })

  test('have no other form', () => {
    const nearly = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '_', '.', '-', '/', ':', '%', '\0', '\n', 'é') })
    fc.assert(
      fc.property(nearly, (tag) => {
        const letters = Array.from(tag)
        const expected = letters.every((letter) => 'aZ0_.-'.includes(letter)) && 'aZ0_'.includes(letters[0] ?? ' ')
        expect(isTag(tag)).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  test('follow the pattern that error messages show', () => {
    expect(tagPattern).toBe('[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}')
  })
})
