import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideOffset, latestMs } from './clock-rules.ts'

const systemMs = Date.parse('2026-11-30T12:00:00Z')
const dayMs = 24 * 60 * 60 * 1000

test('advancing a clock adds to what it is ahead already', () => {
  expect(decideOffset({ nowMs: systemMs, systemMs }, { kind: 'advance', byMs: dayMs })).toBe(dayMs)
  expect(decideOffset({ nowMs: systemMs + dayMs, systemMs }, { kind: 'advance', byMs: dayMs })).toBe(2 * dayMs)
})

test('setting a clock to an instant is the same as advancing it by the time between', () => {
  fc.assert(
    fc.property(fc.nat(1_000 * dayMs), fc.nat(1_000 * dayMs), (offsetMs, byMs) => {
      const times = { nowMs: systemMs + offsetMs, systemMs }
      const toMs = times.nowMs + byMs
      expect(decideOffset(times, { kind: 'set', toMs })).toBe(decideOffset(times, { kind: 'advance', byMs }))
    }),
  )
})

test('a clock is not set to what it has passed, and not advanced by less than nothing', () => {
  const times = { nowMs: systemMs + dayMs, systemMs }
  expect(decideOffset(times, { kind: 'set', toMs: times.nowMs - 1 })).toBe('backwards')
  expect(decideOffset(times, { kind: 'advance', byMs: -1 })).toBe('backwards')
})

test('a clock is not moved beyond the years that clients can read', () => {
  const times = { nowMs: systemMs, systemMs }
  expect(decideOffset(times, { kind: 'set', toMs: latestMs })).toBe(latestMs - systemMs)
  expect(decideOffset(times, { kind: 'set', toMs: latestMs + 1 })).toBe('too-far')
})

test('a reset takes a clock back to the system’s', () => {
  expect(decideOffset({ nowMs: systemMs + dayMs, systemMs }, { kind: 'reset' })).toBe(0)
})
