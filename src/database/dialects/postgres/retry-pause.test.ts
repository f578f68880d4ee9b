import { expect, it } from 'vitest'
import { retryPauseMs } from './retry-pause.ts'

const rolling = (value: number) => ({ uuid: () => '', bytes: () => Buffer.from([value, value]) })

it('is up to twice as long each time, up to a quarter of a second, and by chance', () => {
  const longest = Array.from({ length: 9 }, (_, index) => retryPauseMs(index + 1, rolling(0xff)))
  expect(longest).toEqual([4, 8, 16, 32, 64, 128, 250, 250, 250])
  expect(retryPauseMs(9, rolling(0))).toBe(0)
  expect(retryPauseMs(1_000, rolling(0xff))).toBe(250)
})
