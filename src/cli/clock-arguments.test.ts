import { expect, test } from 'vitest'
import { duration, instant } from './clock-arguments.ts'

test.each([
  ['30d', 2_592_000_000],
  ['12h', 43_200_000],
  ['90m', 5_400_000],
  ['10s', 10_000],
])('the duration %s is %d ms', (text, ms) => {
  expect(duration.schema.parse(text)).toBe(ms)
})

test.each(['', '0d', '-1d', '1', 'd', '1.5h', '1w', '1d12h', ' 1d', '10000000d', undefined])(
  '%j is no duration',
  (text) => {
    expect(duration.schema.safeParse(text).success).toBe(false)
  },
)

test.each([
  ['2027-01-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
  ['2027-01-01T01:00:00+01:00', '2027-01-01T00:00:00.000Z'],
  ['2028-02-29T12:30:00.250Z', '2028-02-29T12:30:00.250Z'],
])('the time %s is %s', (text, expected) => {
  expect(instant.schema.parse(text)).toBe(Date.parse(expected))
})

test.each([
  '',
  '2027-01-01',
  '2027-01-01T00:00:00',
  '2027-02-29T00:00:00Z',
  '2027-01-01T25:00:00Z',
  'tomorrow',
  undefined,
])('%j is no time', (text) => {
  expect(instant.schema.safeParse(text).success).toBe(false)
})
