import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileGlob } from './glob.ts'
import type { Text } from './piece.ts'
import { parseWildcards } from './template.ts'

function matches(pattern: string, text: Text): boolean {
  return compileGlob(parseWildcards(pattern))(text)
}

describe('the pattern', () => {
  test.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'anything:at/all', true],
    ['**', 'a', true],
    ['?', 'a', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['a*', 'a', true],
    ['a*', 'ba', false],
    ['*a', 'ba', true],
    ['*a', 'ab', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b', 'axbxb', true],
    ['a*b*c', 'abbc', true],
    ['*ab*', 'aab', true],
    ['*a?c*', 'xabxabcx', true],
    ['*a?c*', 'xabxabx', false],
    ['?*?', 'a', false],
    ['?*?', 'ab', true],
    ['*?b', 'b', false],
    ['a', 'A', false],
    ['a.c', 'abc', false],
    ['[a]', 'a', false],
    ['a\\*', 'a\\b', true],
  ])('%j matches the text %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected)
  })

  /** Says the same in a way that needs no thought, and takes exponential time. */
  function matchesNaively(pattern: string, text: string): boolean {
    if (pattern === '') return text === ''
    const rest = pattern.slice(1)
    if (pattern.startsWith('*'))
      return matchesNaively(rest, text) || (text !== '' && matchesNaively(pattern, text.slice(1)))
    if (pattern.startsWith('?')) return text !== '' && matchesNaively(rest, text.slice(1))
    return text.startsWith(pattern.charAt(0)) && matchesNaively(rest, text.slice(1))
  }

  const of = (letters: string, maxLength: number, minLength = 0) =>
    fc.string({ unit: fc.constantFrom(...letters.split('')), minLength, maxLength })

  test('matches what a naive matcher matches', () => {
    fc.assert(
      fc.property(of('ab*?', 9), of('ab', 12), (pattern, text) => {
        expect(matches(pattern, text)).toBe(matchesNaively(pattern, text))
      }),
      { numRuns: 5_000 },
    )
  })

  test('matches what a naive matcher matches, also when a piece has more than 32 characters', () => {
    const long = fc.tuple(of('ab', 40), of('ab?', 80, 33), of('ab', 40))
    fc.assert(
      fc.property(long, fc.boolean(), ([before, piece, after], changed) => {
        const middle = piece.replaceAll('?', 'x')
        const text = `${before}${changed ? middle.replace('a', 'c') : middle}${after}`
        expect(matches(`*${piece}*`, text)).toBe(containsNaively(text, piece))
      }),
      { numRuns: 500 },
    )
  })

  function containsNaively(text: string, piece: string): boolean {
    return Array.from({ length: text.length + 1 }, (_, at) => text.slice(at, at + piece.length)).some(
      (slice) => slice.length === piece.length && matchesNaively(piece, slice),
    )
  }
})

/** A text that counts how many of its characters are looked at. `indexOf` of strings looks at each it passes, natively. */
function counted(text: string): { readonly text: Text; readonly steps: () => number } {
  let steps = 0
  const counting: Text = {
    length: text.length,
    charCodeAt(index) {
      steps += 1
      return text.charCodeAt(index)
    },
    indexOf(piece, from = 0) {
      const at = text.indexOf(piece, from)
      steps += (at === -1 ? text.length : at + piece.length) - from
      return at
    },
  }
  return { text: counting, steps: () => steps }
}

test.each([
  ['*a*a*a*a*a*a*a*a*b', 'a'],
  ['*a?a*a?a*a?a*b', 'a'],
  ['?*?*?*?*?*?*b', 'a'],
  [`*${'a?'.repeat(40)}b*`, 'a'],
  [`${'*ab'.repeat(500)}c`, 'ab'],
  ['*'.repeat(5_000) + 'b', 'a'],
])('the pattern %s looks at each character of a text once', (pattern, unit) => {
  const { text, steps } = counted(unit.repeat(20_000))
  expect(matches(pattern, text)).toBe(false)
  expect(steps()).toBeLessThanOrEqual(text.length + 2 * pattern.length)
})

test('the counting text also counts the characters that a native or a bit-parallel search passes', () => {
  const { text, steps } = counted('a'.repeat(20_000))
  expect(matches('*ab*?', text)).toBe(false)
  expect(steps()).toBeGreaterThanOrEqual(text.length)
})
