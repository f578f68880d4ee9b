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

test('what is used up is refused, and grows back with time', () => {
  const { take, wait } = startAt(60)
  expect([take('a', 30), take('a', 30), take('a', 1)]).toEqual([true, true, false])
  wait(1)
  expect([take('a', 1), take('a', 1)]).toEqual([true, false])
})

test('what goes beyond is paid back', () => {
  const { take, wait } = startAt(60)
  expect([take('a', 90), take('a', 1)]).toEqual([true, false])
  wait(30)
  expect(take('a', 1)).toBe(false)
  wait(1)
  expect(take('a', 1)).toBe(true)
})

test('no more than a minute’s worth comes together', () => {
  const { take, wait } = startAt(60)
  wait(3_600)
  expect([take('a', 60), take('a', 1)]).toEqual([true, false])
})

test('each has an allowance of their own', () => {
  const { take } = startAt(60)
  expect([take('a', 60), take('b', 60), take('a', 1)]).toEqual([true, true, false])
})

test('a clock that goes back takes nothing away', () => {
  const { take, wait } = startAt(60)
  take('a', 59)
  wait(-3_600)
  expect(take('a', 1)).toBe(true)
})
