import { CreateRepositoryCommand, CreateRepositoryCreationTemplateCommand, PutImageCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { indexOf } from '../../support/images.ts'
import { account, expectRefusal, test } from '../ecr-test.ts'

/** Rows put into the tables, because 100,000 calls would take minutes. */
test('CreateRepository refuses more than 100,000 repositories in a registry', async ({ server, ecr, repository }) => {
  await server.running.ctx.database.change(function* () {
    const [row] = yield* query((db) => db.selectFrom('repository').selectAll().where('name', '=', repository.name))
    if (row === undefined) throw new Error('the repository has no row')
    const { id: _, ...values } = row
    for (let from = 0; from < 99_998; from += 1_000) {
      const length = Math.min(1_000, 99_998 - from)
      const rows = Array.from({ length }, (_, index) => ({ ...values, name: `filled/${from + index}` }))
      yield* query((db) => db.insertInto('repository').values(rows))
    }
  })
  const { repository: last } = await ecr.send(new CreateRepositoryCommand({ repositoryName: 'last' }))
  expect(last?.repositoryName).toBe('last')
  await expectRefusal(
    ecr.send(new CreateRepositoryCommand({ repositoryName: 'too-many' })),
    'LimitExceededException',
    `The maximum number of repositories (100000) has been reached in the registry with id '${account}'`,
  )
  // A repository that a push creates counts as any other.
  await ecr.send(new CreateRepositoryCreationTemplateCommand({ prefix: 'ROOT', appliedFor: ['CREATE_ON_PUSH'] }))
  await expectRefusal(
    ecr.send(new PutImageCommand({ repositoryName: 'too-many', imageManifest: indexOf([]).bytes.toString() })),
    'LimitExceededException',
    `The maximum number of repositories (100000) has been reached in the registry with id '${account}'`,
  )
  // What is there already says so, full or not.
  await expectRefusal(
    ecr.send(new CreateRepositoryCommand({ repositoryName: 'last' })),
    'RepositoryAlreadyExistsException',
    `The repository with name 'last' already exists in the registry with id '${account}'`,
  )
})
