import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'

function startAt(perMinute: number) {
  let nowMs = 0
  const allowance = createAllowance(perMinute, { now: () => nowMs })
  return {
    take: (id: string, amount: number) => allowance.take(id, amount),
    wait: (seconds: number) => void (nowMs += seconds * 1_000),
  }
}

test('an allowance that is used up refuses more, and grows back with time', () => {
  const { take, wait } = startAt(60)
  expect([take('a', 30), take('a', 30), take('a', 1)]).toEqual([true, true, false])
  wait(1)
  expect([take('a', 1), take('a', 1)]).toEqual([true, false])
})

test('an allowance that was exceeded must grow back before it allows more', () => {
  const { take, wait } = startAt(60)
  expect([take('a', 90), take('a', 1)]).toEqual([true, false])
  wait(30)
  expect(take('a', 1)).toBe(false)
  wait(1)
  expect(take('a', 1)).toBe(true)
})

test('an allowance never grows beyond what one minute gives', () => {
  const { take, wait } = startAt(60)
  wait(3_600)
  expect([take('a', 60), take('a', 1)]).toEqual([true, false])
})

test('each id has an allowance of its own', () => {
  const { take } = startAt(60)
  expect([take('a', 60), take('b', 60), take('a', 1)]).toEqual([true, true, false])
})

test('an allowance does not shrink when the clock goes back', () => {
  const { take, wait } = startAt(60)
  take('a', 59)
  wait(-3_600)
  expect(take('a', 1)).toBe(true)
})
