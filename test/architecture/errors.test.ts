import { expect, test } from 'vitest'
import { catalogues } from '../../scripts/thrown-errors.ts'
import { sources, textOf } from './sources.ts'

/** That each of them is thrown, in some test, is seen when all have run: scripts/thrown-errors.ts. */
const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.startsWith('test/')
const isCatalogue = (path: string): boolean => catalogues.some((catalogue) => catalogue === path)

test('failures are made in the catalogues and nowhere else', () => {
  const allowed = ['src/auth/authenticate-signature.ts']
  const makers = sources.filter((path) => path.startsWith('src/') && !isTest(path) && !isCatalogue(path))
  expect(makers.filter((path) => textOf(path).includes('new ServiceError('))).toEqual(allowed)
})
