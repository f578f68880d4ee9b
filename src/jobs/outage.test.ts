import { expect, test } from 'vitest'
import { watchOutage } from './outage.ts'

function fixture() {
  const clock = { nowMs: 5_000_000, now: () => clock.nowMs }
  const heard: unknown[] = []
  const outage = watchOutage(clock, { away: (error) => heard.push(error), back: () => heard.push('back') })
  const failEverySecond = (from: number, to: number): void => {
    for (let second = from; second <= to; second += 1) {
      outage.failed(`failure ${second}`)
      clock.nowMs += 1_000
    }
  }
  return { outage, heard, failEverySecond }
}

test('an outage is reported when it begins, once a minute while it lasts, and when it is over', () => {
  const { outage, heard, failEverySecond } = fixture()
  failEverySecond(0, 150)
  outage.succeeded()
  expect(heard).toEqual(['failure 0', 'failure 60', 'failure 120', 'back'])
})

test('a new outage is reported at once, although the one before began less than a minute ago', () => {
  const { outage, heard, failEverySecond } = fixture()
  failEverySecond(0, 0)
  outage.succeeded()
  failEverySecond(1, 2)
  expect(heard).toEqual(['failure 0', 'back', 'failure 1'])
})

test('success without an outage is not reported', () => {
  const { outage, heard } = fixture()
  outage.succeeded()
  outage.succeeded()
  expect(heard).toEqual([])
})
