import { describe, expect, test } from 'vitest'
import { actionsWithoutResource } from '../../src/ecr/actions-without-resource.ts'
import { createOnPush } from '../../src/ecr/creation-templates/create-on-push.ts'
import { noPolicies } from '../../src/ecr/creation-templates/template-policies.ts'
import { columnsOf, initialSettings } from '../../src/ecr/creation-templates/template-rules.ts'
import { ecrRights, ecrScope, ofRegistry, onEcr } from '../support/ecr-rights.ts'
import { repositoryName } from '../support/ecr-requests.ts'
import { neededOnRoutes, ociRights, ociRoutes } from '../support/oci-rights.ts'
import { expectNeeded } from '../support/rights.ts'

const context = { 'aws:requesttag/a': ['b'], 'aws:tagkeys': ['a'] }
const template = {
  ...{ registry_id: 1, namespace: 'team', prefix: 'team', created_at: 0, updated_at: 0 },
  ...columnsOf({ ...initialSettings, tags: new Map([['a', 'b']]) }),
  ...noPolicies,
}

/**
 * Every operation of ECR and every route, and what its caller needs. A new one does not pass until it stands in the tables.
 * `test/api/identities/matrix` asks all of them of a server.
 */
describe('what is needed', () => {
  test.for([...ecrRights, ...ociRights])('$label needs what the table says', expectNeeded)

  test.for([
    { found: undefined, needed: [onEcr('CreateRepository')] },
    { found: template, needed: ['CreateRepository', 'TagResource'].map((name) => ({ ...onEcr(name), context })) },
  ])('a push that creates a repository needs $needed', ({ found, needed }) => {
    expect(createOnPush.access({ repositoryName }, ecrScope, found)).toEqual(needed)
  })

  test('no route stands here that is not there, and no operation of one is left out', () => {
    const expected = Object.entries(neededOnRoutes).flatMap(([kind, methods]) =>
      Object.entries(methods).map(([method, needed]) => `${method} ${kind} ${needed.length}`),
    )
    const there = ociRoutes.map(({ kind, method, operations }) => `${method} ${kind} ${operations.length}`)
    expect(there.sort()).toEqual(expected.sort())
  })
})

test('what a push begins with says where it goes, and nothing else does', () => {
  const pushing = [...ecrRights, ...ociRights].filter(({ operation }) => operation.pushesTo !== undefined)
  expect(new Set(pushing.map(({ label }) => label))).toEqual(
    new Set([
      'InitiateLayerUpload',
      'PutImage',
      'POST of uploads: InitiateLayerUpload, 1.',
      'POST of uploads: MountBlob, 2.',
      'POST of uploads: InitiateLayerUpload, 3.',
      'PUT of manifest: PutImage, 1.',
    ]),
  )
  expect(pushing.map(({ operation, input }) => operation.pushesTo?.(input))).toEqual(pushing.map(() => repositoryName))
})

test('what has no resource is known to whoever explains', () => {
  expect(actionsWithoutResource).toEqual(ofRegistry.map((name) => `ecr:${name}`))
})
