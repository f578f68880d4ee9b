import { expect, test } from 'vitest'
import { countTests } from './vitest-step.ts'

const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

test('tests that wait or are yet to be written count as skipped', () => {
  expect(countTests({ ...none, numPassedTests: 7, numPendingTests: 2, numTodoTests: 1 })).toEqual({
    passed: 7,
    failed: 0,
    skipped: 3,
  })
})

test('a file that cannot be loaded is one failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }]
  expect(countTests({ ...none, testResults })).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a file with a failed test is counted by its tests', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }]
  expect(countTests({ ...none, numPassedTests: 1, numFailedTests: 1, testResults })).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
})
