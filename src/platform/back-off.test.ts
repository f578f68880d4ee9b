import { expect, it } from 'vitest'
import { backOffMs } from './back-off.ts'

const rolling = (value: number) => ({ uuid: () => '', bytes: () => Buffer.from([value, value]) })
const limits = { firstMs: 4, maxMs: 250 }

it('a back-off doubles with each failed attempt up to its maximum', () => {
  const longest = Array.from({ length: 9 }, (_, index) => backOffMs(rolling(0xff), index + 1, limits))
  expect(longest).toEqual([4, 8, 16, 32, 64, 128, 250, 250, 250])
  expect(backOffMs(rolling(0xff), 5_000, limits)).toBe(250)
})

it('a back-off is by chance as short as half of that', () => {
  expect(backOffMs(rolling(0), 4, limits)).toBe(16)
  expect(backOffMs(rolling(0x80), 4, limits)).toBe(24)
})
