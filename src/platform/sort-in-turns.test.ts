import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPace } from './pace.ts'
import { sortInTurns } from './sort-in-turns.ts'

interface Item {
  readonly key: number
  readonly place: number
}

const byKey = (a: Item, b: Item): number => a.key - b.key
const itemsOf = (keys: readonly number[]): Item[] => keys.map((key, place) => ({ key, place }))

function sort(items: readonly Item[]): { sorted: readonly Item[]; yields: number } {
  const sorting = sortInTurns(items, byKey, createPace(100))
  for (let yields = 0; ; yields += 1) {
    const { done, value } = sorting.next()
    if (done === true) return { sorted: value, yields }
  }
}

test('a list is sorted as toSorted does it, equal items in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 4_000, size: 'max' }), (keys) => {
      const items = itemsOf(keys)
      expect(sort(items).sorted).toEqual(items.toSorted(byKey))
    }),
    { numRuns: 20 },
  )
})

test('a list of any number of runs is sorted, with yields in between', () => {
  for (const length of [0, 1, 1_000, 1_001, 3_500, 7_001]) {
    const items = itemsOf(Array.from({ length }, (_, at) => (at * 7_919) % 10_007))
    const { sorted, yields } = sort(items)
    expect(sorted).toEqual(items.toSorted(byKey))
    expect(yields).toBeGreaterThanOrEqual(Math.floor(length / 1_000))
  }
})
