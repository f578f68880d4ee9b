import { expect, it } from 'vitest'
import { hasCome } from './schedule-rules.ts'

it.each([
  ['has come when it is reached', 1_000, true],
  ['has come when it is past', 400, true],
  ['has not come when it is within the interval', 1_001, false],
  ['has not come when it is a whole interval away', 1_600, false],
  ['has come when the clock was turned back since', 1_601, true],
])('the next time of a schedule %s', (_, nextAt, expected) => {
  expect(hasCome(nextAt, 600, 1_000)).toBe(expected)
})
