import { SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import { describe, expect, expectTypeOf } from 'vitest'
import { createAuthorizer } from '../../../src/auth/authorize.ts'
import { downloadOperation } from '../../../src/http/downloads/downloads-door.ts'
import { createPipeline } from '../../../src/pipeline/pipeline.ts'
import type { Caller } from '../../../src/request/caller.ts'
import { type AnyOperation, onRepository, type OpenOperation, type Scope } from '../../../src/request/operation.ts'
import { policySources, services } from '../../../src/services.ts'
import { rootOf, scopeOf } from '../../support/callers.ts'
import { ociRoutes } from '../../support/oci-rights.ts'
import { account, arnOf, region, test as ecrTest } from '../ecr-test.ts'

/** A caller without credentials, at the pipeline: no door lets one in yet. */

const anonymous: Scope<Caller> = { ...scopeOf(rootOf(account), region), caller: { principal: { kind: 'anonymous' } } }
const action = 'ecr:GetDownloadUrlForLayer'

/** What it would be to pull without credentials. */
const openPull: OpenOperation<string, string> = {
  service: 'ecr',
  name: 'GetDownloadUrlForLayer',
  effect: 'reads',
  isOpen: true,
  access: (repositoryName, scope) => [onRepository(action, scope, repositoryName)],
  run: (_ctx, repositoryName, { caller }) => Promise.resolve(`${repositoryName} for ${caller.principal.kind}`),
}

const operations: readonly AnyOperation[] = [
  ...Object.values(services).flatMap((service) => Object.values(service.operations)),
  ...ociRoutes.flatMap((route) => route.operations),
  downloadOperation,
]

const test = ecrTest
  .extend('pipeline', { scope: 'file' }, ({ server: { running } }) =>
    createPipeline(running.ctx, createAuthorizer(running.ctx.settings, policySources)),
  )
  .extend('setPolicy', ({ ecr, repository }) => async (statement: object) => {
    const allow = { Effect: 'Allow', Principal: '*', Action: action, ...statement }
    const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [allow] })
    await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: repository.name, policyText, force: true }))
  })

const lacking = (repositoryName: string, reason: string) => ({
  code: 'AccessDeniedException',
  message: `User: anonymous is not authorized to perform: ${action} on resource: ${arnOf(repositoryName)} ${reason}`,
})

test('the account of a caller cannot be read before it is known whether it has one', () => {
  expectTypeOf<Caller>().not.toHaveProperty('account')
})

describe('a caller without credentials', () => {
  test('is refused by every operation that is not open, whatever policies say', async ({ pipeline, setPolicy }) => {
    await setPolicy({ Action: 'ecr:*' })
    for (const operation of new Set(operations)) {
      const answer = pipeline.run<unknown, unknown, unknown>(operation, {}, anonymous)
      await expect(answer, operation.name).rejects.toMatchObject({
        code: 'MissingAuthenticationTokenException',
        message: 'Missing Authentication Token',
      })
    }
  })

  test('may do by an open operation what a policy of the repository allows to everybody', async ({
    pipeline,
    repository,
    setPolicy,
  }) => {
    await setPolicy({})
    expect(await pipeline.run(openPull, repository.name, anonymous)).toBe(`${repository.name} for anonymous`)
  })

  test('is denied an open operation that no policy of the repository allows', async ({ pipeline, repository }) => {
    await expect(pipeline.run(openPull, repository.name, anonymous)).rejects.toMatchObject(
      lacking(repository.name, `because no resource-based policy allows the ${action} action`),
    )
  })

  test('is told by policies from others', async ({ pipeline, repository, setPolicy }) => {
    await setPolicy({ Condition: { StringEquals: { 'aws:PrincipalType': 'User' } } })
    await expect(pipeline.run(openPull, repository.name, anonymous)).rejects.toMatchObject(
      lacking(repository.name, `because no resource-based policy allows the ${action} action`),
    )
    await setPolicy({ Condition: { StringEquals: { 'aws:PrincipalType': 'Anonymous' } } })
    expect(await pipeline.run(openPull, repository.name, anonymous)).toBe(`${repository.name} for anonymous`)
  })
})

test('a caller with credentials may do by an open operation what its policies allow', async ({
  pipeline,
  repository,
}) => {
  const scope = scopeOf(rootOf(account), region)
  expect(await pipeline.run(openPull, repository.name, scope)).toBe(`${repository.name} for root`)
})
