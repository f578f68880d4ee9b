import { expect, test } from 'vitest'
import { doorRules } from './door-rules.ts'

const rows = Object.keys(doorRules.api) as (keyof typeof doorRules.api)[]

/** What each of them does is seen at both doors: test/api/two-doors.test.ts. */
test('each row of doorRules differs between the API and the OCI door', () => {
  expect(rows.filter((row) => doorRules.api[row] === doorRules.oci[row])).toEqual([])
})
