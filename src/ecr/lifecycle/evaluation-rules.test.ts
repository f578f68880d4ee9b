import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstEvaluationAt, nextEvaluationAt } from './evaluation-rules.ts'

const minuteMs = 60 * 1000
const hourMs = 60 * minuteMs

describe('a policy is evaluated', () => {
  test('five minutes after it was put', () => {
    expect(firstEvaluationAt(1_000)).toBe(1_000 + 5 * minuteMs)
  })

  test('again within a day, and no sooner than after 22 hours', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (repositoryId, nowMs) => {
        const pauseMs = nextEvaluationAt(repositoryId, nowMs) - nowMs
        expect(pauseMs).toBeGreaterThan(22 * hourMs)
        expect(pauseMs).toBeLessThanOrEqual(23 * hourMs)
      }),
    )
  })

  test('at another time than others: of 60 repositories, at most two in one minute', () => {
    const minutes = Array.from({ length: 60 }, (_, id) => Math.floor(nextEvaluationAt(id + 1, 0) / minuteMs))
    const counts = Map.groupBy(minutes, (minute) => minute)
    expect(Math.max(...[...counts.values()].map(({ length }) => length))).toBeLessThanOrEqual(2)
  })
})
