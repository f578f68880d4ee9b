import { expect, test } from 'vitest'
import { createBoundedMap } from './bounded-map.ts'

test('a bounded map forgets the entry that was set the longest ago', () => {
  const map = createBoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  map.set('c', 4)
  expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([3, undefined, 4])
})

test('a bounded map keeps the other entries when one of them is set again', () => {
  const map = createBoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('b', 3)
  expect(['a', 'b'].map((key) => map.get(key))).toEqual([1, 3])
})

test('a bounded map of no room holds nothing, and one that was cleared takes entries again', () => {
  const none = createBoundedMap<string, number>(0)
  none.set('a', 1)
  expect(none.get('a')).toBeUndefined()
  const map = createBoundedMap<string, number>(1)
  map.set('a', 1)
  map.clear()
  expect(map.get('a')).toBeUndefined()
  map.set('b', 2)
  expect(map.get('b')).toBe(2)
})
