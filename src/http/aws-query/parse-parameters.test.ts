import { expect, test } from 'vitest'
import { maxParameters, parseParameters } from './parse-parameters.ts'

test('parameters of the URL and of the form are taken together', () => {
  expect([...(parseParameters('Version=1', 'Action=A%2BB&x') ?? [])]).toEqual([
    ['Version', '1'],
    ['Action', 'A+B'],
    ['x', ''],
  ])
})

test('as many parameters as allowed are parsed', () => {
  expect(parseParameters('', 'a&'.repeat(maxParameters - 1) + 'a')?.size).toBe(maxParameters)
})

test('one parameter more than allowed is refused', () => {
  expect(parseParameters('', 'a&'.repeat(maxParameters) + 'a')).toBeUndefined()
  expect(parseParameters('a&'.repeat(maxParameters), 'a')).toBeUndefined()
})
