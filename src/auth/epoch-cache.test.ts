import { expect, test } from 'vitest'
import { createEpochCache } from './epoch-cache.ts'

test('what is known holds at its own epoch alone', () => {
  const cache = createEpochCache<string>(2)
  cache.put('a', 1, 'one')
  expect(cache.find('a', 1)).toBe('one')
  expect(cache.find('a', 2)).toBeUndefined()
  cache.put('a', 2, 'two')
  expect([cache.find('a', 1), cache.find('a', 2)]).toEqual([undefined, 'two'])
})

test('a late reader of an older epoch changes nothing', () => {
  const cache = createEpochCache<string>(2)
  cache.put('a', 2, 'two')
  cache.put('a', 1, 'one')
  expect(cache.find('a', 2)).toBe('two')
})

test('it keeps so many and no more', () => {
  const cache = createEpochCache<number>(2)
  for (const [at, id] of ['a', 'b', 'a', 'c'].entries()) cache.put(id, at, at)
  expect([cache.find('a', 2), cache.find('b', 1), cache.find('c', 3)]).toEqual([2, undefined, 3])
})
