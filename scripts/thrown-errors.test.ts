import { expect, test } from 'vitest'
import { catalogues, factoriesOf, neverThrown } from './thrown-errors.ts'

test('the catalogues of errors are read: functions, and no class or word', async () => {
  const factories = await factoriesOf(catalogues)
  expect(factories).toEqual(expect.arrayContaining(['layerPartTooSmall', 'quotaExceeded']))
  expect(factories).not.toContain('ServiceError')
})

test('an error that no test has a server throw is named', () => {
  expect(neverThrown(['layerPartTooSmall', 'quotaExceeded'], new Set(['quotaExceeded', 'other']))).toEqual([
    'layerPartTooSmall',
  ])
})
