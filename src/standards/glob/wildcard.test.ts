import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesWildcard } from './wildcard.ts'

test.each([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'anything', true],
  ['a*', 'a', true],
  ['a*', 'ba', false],
  ['*a', 'ba', true],
  ['*a', 'ab', false],
  ['a*b', 'ab', true],
  ['a*b', 'axbxb', true],
  ['a*b', 'axbx', false],
  ['*-prod-*', 'v1-prod-2', true],
  ['*-prod-*', 'v1-prod', false],
  ['**', 'a', true],
  ['a', 'A', false],
  ['a.c', 'abc', false],
  ['[a]', 'a', false],
  ['a?', 'ab', false],
])('whether the pattern %j matches the text %j is %s', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected)
})

/** Says the same in a way that needs no thought, and takes exponential time. */
function matchesNaively(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  const rest = pattern.slice(1)
  if (pattern.startsWith('*'))
    return matchesNaively(rest, text) || (text !== '' && matchesNaively(pattern, text.slice(1)))
  return text.startsWith(pattern.charAt(0)) && matchesNaively(rest, text.slice(1))
}

test('matchesWildcard agrees with a naive matcher', () => {
  const of = (letters: string, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...letters.split('')), maxLength })
  fc.assert(
    fc.property(of('ab*', 8), of('ab', 10), (pattern, text) => {
      expect(matchesWildcard(pattern, text)).toBe(matchesNaively(pattern, text))
    }),
    { numRuns: 2_000 },
  )
})

test('a star matches any text', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), fc.string(), (parts, between) => {
      const fixed = parts.map((part) => part.replaceAll('*', ''))
      expect(matchesWildcard(fixed.join('*'), fixed.join(between))).toBe(true)
    }),
  )
})

test('matchesWildcard takes at most about pattern × text steps for the worst pattern', () => {
  const text = 'a'.repeat(20_000)
  let steps = 0
  const counted = new Proxy(new String('*a*a*a*a*a*b'), {
    get(pattern, property) {
      if (/^\d+$/.test(String(property))) steps += 1
      return Reflect.get(pattern, property, pattern) as unknown
    },
  }) as unknown as string
  expect(matchesWildcard(counted, text)).toBe(false)
  expect(steps).toBeGreaterThan(text.length)
  expect(steps).toBeLessThan(4 * counted.length * text.length)
})
