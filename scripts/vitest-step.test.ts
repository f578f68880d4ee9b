import { expect, test } from 'vitest'
import { countTests, failuresOf } from './vitest-step.ts'

const passed = { fullName: 'a test that passes', status: 'passed', failureMessages: [] }
const failed = { fullName: 'a test that fails', status: 'failed', failureMessages: ['AssertionError: expected 1'] }
const file = { name: `${process.cwd()}/src/file.test.ts`, status: 'failed', message: '' }

const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

test('tests that wait or are yet to be written count as skipped', () => {
  expect(countTests({ ...none, numPassedTests: 7, numPendingTests: 2, numTodoTests: 1 })).toEqual({
    passed: 7,
    failed: 0,
    skipped: 3,
  })
})

test('a file that cannot be loaded is one failure', () => {
  const testResults = [{ ...file, assertionResults: [] }]
  expect(countTests({ ...none, testResults })).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a file with a failed test is counted by its tests', () => {
  const testResults = [{ ...file, assertionResults: [passed, failed] }]
  expect(countTests({ ...none, numPassedTests: 1, numFailedTests: 1, testResults })).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
})

test('each failed test and each file that cannot be loaded is named with its message', () => {
  const broken = { ...file, message: 'SyntaxError: unexpected token', assertionResults: [] }
  expect(failuresOf({ ...none, testResults: [{ ...file, assertionResults: [passed, failed] }, broken] })).toEqual([
    'src/file.test.ts › a test that fails\nAssertionError: expected 1',
    'src/file.test.ts\nSyntaxError: unexpected token',
  ])
})
