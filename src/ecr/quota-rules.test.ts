import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Counted, isSurelyWithin } from './quota-rules.ts'

test('a quota is surely kept when the last count and all ids since then fit into the limit', () => {
  expect(isSurelyWithin(10, { count: 0, toId: 0 }, 10)).toBe(true)
  expect(isSurelyWithin(10, { count: 0, toId: 0 }, 11)).toBe(false)
  expect(isSurelyWithin(10, { count: 9, toId: 500 }, 501)).toBe(true)
  expect(isSurelyWithin(10, { count: 9, toId: 500 }, 502)).toBe(false)
})

const limit = 5
const step = fc.record({
  do: fc.constantFrom('add', 'add', 'add', 'delete', 'give up'),
  repository: fc.nat(2),
  at: fc.nat(limit),
})

test('a quota is reached and never exceeded, whatever is added and deleted here and elsewhere', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let newestId = 0
      const repositories = [0, 1, 2].map(() => ({ ids: [] as number[], counted: { count: 0, toId: 0 } }))
      for (const { do: what, repository, at } of steps) {
        const into = repositories[repository]
        if (into === undefined) continue
        if (what === 'delete') into.ids.splice(at, 1)
        else newestId += 1
        if (what !== 'add') continue
        const count = into.ids.length + 1
        if (!isSurelyWithin(limit, into.counted, newestId)) {
          if (count > limit) continue
          into.counted = { count, toId: newestId }
        }
        into.ids.push(newestId)
        expect(into.ids.length).toBeLessThanOrEqual(limit)
      }
    }),
  )
})

test('the items of a quota are counted rarely when they are few', () => {
  let counted: Counted = { count: 0, toId: 0 }
  let counts = 0
  for (let id = 1; id <= 1_000_000; id += 1) {
    if (isSurelyWithin(100_000, counted, id)) continue
    counted = { count: 1_300, toId: id }
    counts += 1
  }
  expect(counts).toBe(10)
})
