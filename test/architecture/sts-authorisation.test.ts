import { expect, test } from 'vitest'
import { stsOperations } from '../../src/sts/operations.ts'
import { expectNeeded } from '../support/rights.ts'
import { stsRights, stsRightsOfTags } from '../support/sts-rights.ts'

/** Every operation of STS, and what its caller needs. A new one does not compile until it stands in the table. */
test.for([...stsRights, ...stsRightsOfTags])('$label needs what the table says', expectNeeded)

test('every operation of STS stands in the table', () => {
  expect(stsRights.map(({ label }) => label)).toEqual(Object.keys(stsOperations))
})
