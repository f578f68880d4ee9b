import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { doorRules } from './door-rules.ts'

const rows = Object.keys(doorRules.api) as (keyof typeof doorRules.api)[]

test('a row says that the doors differ', () => {
  expect(rows.filter((row) => doorRules.api[row] === doorRules.oci[row])).toEqual([])
})

test('a row is tested on both sides, under its name', () => {
  const tests = readFileSync(new URL('../../test/api/two-doors.test.ts', import.meta.url), 'utf8')
  expect(rows.filter((row) => !tests.includes(`test('${row}: `))).toEqual([])
})
