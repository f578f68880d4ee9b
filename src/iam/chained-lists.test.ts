import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Work } from '../database/statement.ts'
import { chainedLists, type Part } from './chained-lists.ts'

const partOf = (keys: readonly string[]): Part<string> => ({
  rowsAfter: (after, limit) => done(keys.filter((key) => key > after).slice(0, limit)),
  keyOf: (key) => key,
})

function* done<T>(value: T): Work<T> {
  return value
}

function resultOf<T>(work: Work<T>): T {
  const { done: isDone, value } = work.next([{ rows: [], changed: 0 }])
  if (isDone !== true) throw new Error('it asks a database')
  return value
}

test('pages of any size give every row of every list once, in order', () => {
  const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 2 }), { maxLength: 6 }).map((list) => list.sort())
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), (lists, size) => {
      const { start, rowsAfter, positionOf } = chainedLists(lists.map(partOf))
      const seen: string[] = []
      let position = start
      for (;;) {
        const rows = resultOf(rowsAfter(position, size))
        expect(rows.length).toBeLessThanOrEqual(size)
        seen.push(...rows.map(({ row }) => row))
        const last = rows.at(-1)
        if (last === undefined) break
        position = positionOf(last)
      }
      expect(seen).toEqual(lists.flat())
    }),
  )
})
