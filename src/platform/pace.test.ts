import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

test('a turn is over after so many steps, and the next one has as many again', () => {
  const pace = createPace(10)
  expect([4, 5, 1, 9, 1].map((steps) => pace.isOver(steps))).toEqual([false, false, true, false, true])
})

test('steps beyond the turn are not taken off the next one', () => {
  const pace = createPace(10)
  expect([25, 9, 1].map((steps) => pace.isOver(steps))).toEqual([true, false, true])
})
