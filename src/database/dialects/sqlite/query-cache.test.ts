import { expect, test } from 'vitest'
import { statement } from '../../statement.ts'
import { createQueryCache } from './query-cache.ts'
import type { Question } from './prepared-statements.ts'

const named = statement('someStatement', (db) => db.selectFrom('job').selectAll())
const nameless = statement('', (db) => db.selectFrom('job').selectAll())

function question(values: Question['values'], of = named): Question {
  // What it would be asked with is of no matter here.
  return { statement: of, values, prepared: undefined as never }
}

const answer = (...rows: readonly object[]) => ({ rows, changed: 0 })

test('the answer to a query is kept until something changes', () => {
  const kept = createQueryCache()
  const one = answer({ id: 1 })
  kept.set(question([1, 'a']), one)
  expect(kept.get(question([1, 'a']))).toBe(one)
  kept.clear()
  expect(kept.get(question([1, 'a']))).toBeUndefined()
})

test('a query with other values does not find the kept answer, and 1 is not the same value as "1"', () => {
  const kept = createQueryCache()
  kept.set(question([1, 'a']), answer())
  for (const values of [['1', 'a'], [1, 'b'], [1], [1, 'a', ''], ['1a'], [null, 'a']]) {
    expect(kept.get(question(values))).toBeUndefined()
  }
})

test('a large answer, and the answer of a statement without a name, is not kept', () => {
  const kept = createQueryCache()
  kept.set(question([1]), answer({ bytes: new Uint8Array(8193) }))
  kept.set(question([2]), answer({ text: 'x'.repeat(8193) }))
  kept.set(question([3]), answer(...Array.from({ length: 2000 }, (_, id) => ({ id }))))
  kept.set(question([4], nameless), answer())
  expect([1, 2, 3].map((value) => kept.get(question([value])))).toEqual([undefined, undefined, undefined])
  expect(kept.get(question([4], nameless))).toBeUndefined()
})

test('at most 2000 answers are kept, and the oldest is dropped first', () => {
  const kept = createQueryCache()
  for (let id = 0; id <= 2000; id += 1) kept.set(question([id]), answer({ id }))
  expect(kept.get(question([0]))).toBeUndefined()
  expect(kept.get(question([2000]))).toEqual(answer({ id: 2000 }))
})
