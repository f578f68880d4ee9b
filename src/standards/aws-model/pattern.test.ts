import { createContext, Script } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { models } from '../../../test/support/models.ts'
import { compilePattern, linearTwins, wholeText } from './pattern.ts'

const patterns = [
  ...new Set(
    models.flatMap(({ shapes }) =>
      Object.values(shapes).flatMap((shape) => ('pattern' in shape ? [shape.pattern ?? ''] : [])),
    ),
  ),
]

const heads = ['', 'a', '/', 'arn:aws', 'arn:aws:secretsmanager:', 'arn:aws:iam::123456789012:role/', 'arn:aws:kms:a:']
const words = [
  'a',
  '0',
  'A',
  '-',
  '_',
  '__',
  '.',
  '/',
  '*',
  ':',
  ' ',
  'a-',
  'a.',
  'a_',
  'a/',
  '/a',
  'a:',
  '-a',
  'a0',
  '=@',
]

test.each(patterns)('the pattern %s takes time linear to its text', (pattern) => {
  const longest = 131_072
  const texts = heads.flatMap((head) =>
    words.map((word) => `${head}${word.repeat(longest / word.length)}`.slice(0, longest - 1) + '\u0000'),
  )
  const attack = new Script('for (const text of texts) expression.test(text)')
  // Milliseconds when it is linear. The limit only ends what would run for minutes or for ever.
  attack.runInContext(createContext({ expression: wholeText(pattern), texts }), { timeout: 20_000 })
})

test.each(Object.keys(linearTwins))('the linear twin of %s matches the same texts', (original) => {
  expect(patterns).toContain(original)
  const twin = wholeText(original)
  expect(twin.source).not.toContain(original)
  const slow = new RegExp(original)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('a0*._-/A: \t\0~ä')), maxLength: 14 }), (text) => {
      expect(twin.test(text)).toBe(slow.test(text))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['[0-9]{12}', '123456789012', true],
  ['[0-9]{12}', ' 123456789012', false],
  ['[0-9]{12}', '123456789012\n', false],
  ['^$|arn:[a-z]+', '', true],
  ['^$|arn:[a-z]+', 'arn:aws', true],
  ['^$|arn:[a-z]+', 'arn:aws ', false],
  ['[\\p{L}]+', 'Ünïcödé', true],
  ['a|b', 'ab', false],
])('the pattern %s matches %j: %s', (pattern, text, matches) => {
  expect(compilePattern(pattern)(text)).toBe(matches)
})

test('a text longer than every maximum of the models matches no pattern', () => {
  const matches = compilePattern('a+')
  expect(matches('a'.repeat(131_072))).toBe(true)
  expect(matches('a'.repeat(131_073))).toBe(false)
})
