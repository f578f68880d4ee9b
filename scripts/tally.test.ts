import { expect, test } from 'vitest'
import { inWords, oneFailed, onePassed, sum } from './tally.ts'

test('the last line says how many passed and failed, and what was skipped only if something was', () => {
  expect(inWords(sum([]))).toBe('0 passed, 0 failed')
  expect(inWords(sum([onePassed, oneFailed, { passed: 5, failed: 2, skipped: 0 }]))).toBe('6 passed, 3 failed')
  expect(inWords(sum([onePassed, { passed: 0, failed: 0, skipped: 4 }]))).toBe('1 passed, 0 failed, 4 skipped')
})
