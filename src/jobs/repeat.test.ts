import { expect, test, vi } from 'vitest'
import { repeat } from './repeat.ts'

test('a repetition runs its action at every interval, but never two runs at the same time', async () => {
  vi.useFakeTimers()
  let started = 0
  let end = (): void => undefined
  const repetition = repeat(
    1_000,
    () => {
      started += 1
      return new Promise((resolve) => (end = resolve))
    },
    () => undefined,
  )
  await vi.advanceTimersByTimeAsync(3_000)
  expect(started).toBe(1)
  end()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(started).toBe(2)
  const stopped = repetition.stop(60_000)
  end()
  await stopped
  await vi.advanceTimersByTimeAsync(5_000)
  expect(started).toBe(2)
  vi.useRealTimers()
})

test('a repetition reports the failure of its action and continues', async () => {
  vi.useFakeTimers()
  const failures: unknown[] = []
  const repetition = repeat(
    1_000,
    () => Promise.reject(new Error('once more')),
    (error) => failures.push(error),
  )
  await vi.advanceTimersByTimeAsync(2_000)
  expect(failures).toEqual([new Error('once more'), new Error('once more')])
  await repetition.stop(0)
  vi.useRealTimers()
})
