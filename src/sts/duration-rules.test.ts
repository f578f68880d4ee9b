import { expect, test } from 'vitest'
import { roleSessionSeconds, userSessionSeconds } from './duration-rules.ts'

const hour = 3600

test.each([
  [undefined, 12 * hour, false, hour],
  [undefined, hour, true, hour],
  [900, hour, false, 900],
  [12 * hour, 12 * hour, false, 12 * hour],
  [hour, 12 * hour, true, hour],
])(
  'a role session of %s s, at most %s s for the role, chained: %s, lasts %s s',
  (asked, maxSeconds, isChained, expected) => {
    expect(roleSessionSeconds(asked, { maxSeconds, isChained })).toBe(expected)
  },
)

test('a role session longer than its role or a role chain allows is refused', () => {
  const ofRole = () => roleSessionSeconds(hour + 1, { maxSeconds: hour, isChained: false })
  expect(ofRole).toThrow('exceeds the MaxSessionDuration set for this role')
  const chained = () => roleSessionSeconds(hour + 1, { maxSeconds: 12 * hour, isChained: true })
  expect(chained).toThrow('exceeds the 1 hour session limit')
})

test('a session of a user lasts 12 hours by default, and one of root an hour at most', () => {
  expect([userSessionSeconds(undefined, false), userSessionSeconds(36 * hour, false)]).toEqual([12 * hour, 36 * hour])
  expect([undefined, 900, 36 * hour].map((asked) => userSessionSeconds(asked, true))).toEqual([hour, 900, hour])
})
