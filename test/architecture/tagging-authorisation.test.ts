import { expect, test } from 'vitest'
import { taggingOperations } from '../../src/resource-groups-tagging/operations.ts'
import { expectNeeded } from '../support/rights.ts'
import { taggingRights } from '../support/tagging-rights.ts'

/** Every operation of the tagging API, and what its caller needs. A new one does not compile until it stands in the table. */
test.for([...taggingRights])('$label needs what the table says', expectNeeded)

test('no operation of the tagging API is left out', () => {
  expect(taggingRights.map(({ label }) => label)).toEqual(Object.keys(taggingOperations))
})
