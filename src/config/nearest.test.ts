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
])('%s was meant to be %s', (typed, meant) => {
  expect(nearest(typed, known)).toBe(meant)
})

test('a word that is like none is not guessed at', () => {
  expect(nearest('password', known)).toBeUndefined()
  expect(nearest('x'.repeat(10_000), known)).toBeUndefined()
})

test('a known name is its own nearest', () => {
  fc.assert(fc.property(fc.constantFrom(...known), (name) => nearest(name, known) === name))
})

test('one letter too many or too few still leads to the name', () => {
  const edited = fc.tuple(fc.constantFrom(...known), fc.nat(3), fc.boolean())
  fc.assert(
    fc.property(edited, ([name, at, added]) => {
      const typed = added ? `${name.slice(0, at)}q${name.slice(at)}` : name.slice(0, at) + name.slice(at + 1)
      expect(nearest(typed, [name])).toBe(name)
    }),
  )
})

test('a sentence ends with the suggestion, or with a full stop', () => {
  expect(`prot is unknown${didYouMean('prot', known)}`).toBe('prot is unknown; did you mean port?')
  expect(`x is unknown${didYouMean('password', known)}`).toBe('x is unknown.')
})
