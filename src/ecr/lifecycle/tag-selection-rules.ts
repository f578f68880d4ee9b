import { compileGlob } from '../../standards/iam-policy/glob.ts'
import type { Selection } from './policy-rules.ts'

export type TagTest = (tag: string) => boolean

/** So few tests of all tags of an image, a thousand at most, take about a millisecond. */
const testsPerGroup = 20

/**
 * What a rule asks of an image's tags: each test must be passed by one of them, which need not be the same. In groups, since a
 * policy has room for thousands of tests.
 */
export function compileTagTests({
  tagPatternList,
  tagPrefixList,
}: Pick<Selection, 'tagPatternList' | 'tagPrefixList'>): readonly (readonly TagTest[])[] {
  const patterns = tagPatternList?.map((pattern) => pattern.split('*')) ?? []
  const prefixes = tagPrefixList?.map((prefix) => [prefix, '']) ?? []
  const tests = [...patterns, ...prefixes].map(compilePieces)
  return tests.flatMap((_, at) => (at % testsPerGroup === 0 ? [tests.slice(at, at + testsPerGroup)] : []))
}

/** Texts with any run of characters between them; `?` and all others but the star stand for themselves. */
function compilePieces(pieces: readonly string[]): TagTest {
  const parts = pieces.flatMap((text) => [{ type: 'any' as const }, { type: 'text' as const, text }])
  return compileGlob(parts.slice(1))
}

/** Without a closure: it is called millions of times. */
export function passesAll(tests: readonly TagTest[], tags: readonly string[]): boolean {
  for (const test of tests) if (!tags.some(test)) return false
  return true
}
