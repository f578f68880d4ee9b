import { expect, test } from 'vitest'
import { createEpochCache } from './epoch-cache.ts'

test('the epoch cache finds a value only at the epoch with which it was put', () => {
  const cache = createEpochCache<string>(2)
  cache.put('a', 1, 'one')
  expect(cache.find('a', 1)).toBe('one')
  expect(cache.find('a', 2)).toBeUndefined()
  cache.put('a', 2, 'two')
  expect([cache.find('a', 1), cache.find('a', 2)]).toEqual([undefined, 'two'])
})

test('the epoch cache keeps a value when a late reader puts one of an older epoch', () => {
  const cache = createEpochCache<string>(2)
  cache.put('a', 2, 'two')
  cache.put('a', 1, 'one')
  expect(cache.find('a', 2)).toBe('two')
})

test('the epoch cache drops the least recently put value when it is full', () => {
  const cache = createEpochCache<number>(2)
  for (const [at, id] of ['a', 'b', 'a', 'c'].entries()) cache.put(id, at, at)
  expect([cache.find('a', 2), cache.find('b', 1), cache.find('c', 3)]).toEqual([2, undefined, 3])
})
