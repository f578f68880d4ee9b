import { describe, expect, test } from 'vitest'
import { actionsWithoutResource } from '../../src/ecr/actions-without-resource.ts'
import { ecrRights, ofRegistry } from '../support/ecr-rights.ts'
import { neededOnRoutes, ociRights, ociRoutes } from '../support/oci-rights.ts'
import { expectNeeded } from '../support/rights.ts'

/**
 * Every operation of ECR and every route, and what its caller needs. A new one does not pass until it stands in the tables.
 * `test/api/identities/matrix` asks all of them of a server.
 */
describe('what is needed', () => {
  test.for([...ecrRights, ...ociRights])('$label needs what the table says', expectNeeded)

  test('no route stands here that is not there, and no operation of one is left out', () => {
    const expected = Object.entries(neededOnRoutes).flatMap(([kind, methods]) =>
      Object.entries(methods).map(([method, needed]) => `${method} ${kind} ${needed.length}`),
    )
    const there = ociRoutes.map(({ kind, method, operations }) => `${method} ${kind} ${operations.length}`)
    expect(there.sort()).toEqual(expected.sort())
  })
})

test('what has no resource is known to whoever explains', () => {
  expect(actionsWithoutResource).toEqual(ofRegistry.map((name) => `ecr:${name}`))
})
