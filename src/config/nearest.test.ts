import fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean, nearest } from './nearest.ts'

const known = ['data', 'host', 'port', 'account', 'region', 'master-key-file', 'log-level', 'log-format']

test.each([
  ['prot', 'port'],
  ['Port', 'port'],
  ['acount', 'account'],
  ['master_key_file', 'master-key-file'],
  ['loglevel', 'log-level'],
  ['regions', 'region'],
])('the nearest option to the mistyped %s is %s', (typed, meant) => {
  expect(nearest(typed, known)).toBe(meant)
})

test('nearest suggests nothing for a word that resembles no option', () => {
  expect(nearest('password', known)).toBeUndefined()
  expect(nearest('x'.repeat(10_000), known)).toBeUndefined()
})

test('the nearest option to a known name is that name', () => {
  fc.assert(fc.property(fc.constantFrom(...known), (name) => nearest(name, known) === name))
})

test('nearest finds the option when one letter is missing or added', () => {
  const edited = fc.tuple(fc.constantFrom(...known), fc.nat(3), fc.boolean())
  fc.assert(
    fc.property(edited, ([name, at, added]) => {
      const typed = added ? `${name.slice(0, at)}q${name.slice(at)}` : name.slice(0, at) + name.slice(at + 1)
      expect(nearest(typed, [name])).toBe(name)
    }),
  )
})

test('didYouMean ends a sentence with the suggestion, or with a full stop', () => {
  expect(`prot is unknown${didYouMean('prot', known)}`).toBe('prot is unknown; did you mean port?')
  expect(`x is unknown${didYouMean('password', known)}`).toBe('x is unknown.')
})
