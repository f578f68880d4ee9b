import { expect, test } from 'vitest'
import { roleSessionSeconds, userSessionSeconds } from './duration-rules.ts'

const hour = 3600

test.each([
  [undefined, 12 * hour, false, hour],
  [undefined, hour, true, hour],
  [900, hour, false, 900],
  [12 * hour, 12 * hour, false, 12 * hour],
  [hour, 12 * hour, true, hour],
])('of %s asked, with a role’s %s, chained %s: %s', (asked, maxSeconds, isChained, expected) => {
  expect(roleSessionSeconds(asked, { maxSeconds, isChained })).toBe(expected)
})

test('more than the role says, or than a chain may have, is refused', () => {
  const ofRole = () => roleSessionSeconds(hour + 1, { maxSeconds: hour, isChained: false })
  expect(ofRole).toThrow('exceeds the MaxSessionDuration set for this role')
  const chained = () => roleSessionSeconds(hour + 1, { maxSeconds: 12 * hour, isChained: true })
  expect(chained).toThrow('exceeds the 1 hour session limit')
})

test('a user’s session lasts 12 hours unless told otherwise, root’s an hour at most', () => {
  expect([userSessionSeconds(undefined, false), userSessionSeconds(36 * hour, false)]).toEqual([12 * hour, 36 * hour])
  expect([undefined, 900, 36 * hour].map((asked) => userSessionSeconds(asked, true))).toEqual([hour, 900, hour])
})
