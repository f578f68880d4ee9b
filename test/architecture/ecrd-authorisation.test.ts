import { expect, test } from 'vitest'
import { ecrdModel } from '../../src/generated/ecrd.model.ts'
import { ecrdRights } from '../support/ecrd-rights.ts'
import { expectNeeded } from '../support/rights.ts'

/** Every operation of ecrd's own, and what its caller needs. A new one does not compile until it stands in the table. */
test.for([...ecrdRights])('$label needs what the table says', expectNeeded)

test('no operation of ecrd is left out', () => {
  expect(ecrdRights.map(({ label }) => label)).toEqual(Object.keys(ecrdModel.operations))
})
