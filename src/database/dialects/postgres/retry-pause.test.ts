import { expect, it } from 'vitest'
import { retryPauseMs } from './retry-pause.ts'

const rolling = (value: number) => ({ uuid: () => '', bytes: () => Buffer.from([value, value]) })

it('a retry pause is random, and its maximum doubles with each attempt up to 250 ms', () => {
  const longest = Array.from({ length: 9 }, (_, index) => retryPauseMs(index + 1, rolling(0xff)))
  expect(longest).toEqual([4, 8, 16, 32, 64, 128, 250, 250, 250])
  expect(retryPauseMs(9, rolling(0))).toBe(0)
  expect(retryPauseMs(1_000, rolling(0xff))).toBe(250)
})
