import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { query, run, type Work } from '../../../src/database/statement.ts'
import { insertTag } from '../../../src/ecr/images/tags.table.ts'
import { emptyRepository } from '../../../src/ecr/repository-lifetime/empty-repository.job.ts'
import { imageOf, indexOf } from '../../support/images.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { account, arnOf, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'

const image = imageOf()

test('DeleteRepository answers the repository as it was', async ({ ecr, repository }) => {
  const repositoryName = repository.name
  const { repositories } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
  const deleted = await outputOf(ecr.send(new DeleteRepositoryCommand({ repositoryName })))
  expect([deleted.repository]).toEqual(repositories)
  await expectNoRepository(ecr.send(new DeleteRepositoryCommand({ repositoryName })), repositoryName)
})

test('DeleteRepository refuses a repository with images unless force is true', async ({ ecr, repository }) => {
  const repositoryName = repository.name
  await repository.pushImage(image, 'v1')
  for (const force of [undefined, false]) {
    await expectRefusal(
      ecr.send(new DeleteRepositoryCommand({ repositoryName, force })),
      'RepositoryNotEmptyException',
      `The repository with name '${repositoryName}' in registry with id '${account}' cannot be deleted because it still contains images`,
    )
  }
  await ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))
  await expectNoRepository(ecr.send(new DescribeImagesCommand({ repositoryName })), repositoryName)
})

test('DeleteRepository deletes a repository that has only layers and uploads without force', async ({
  ecr,
  repository,
}) => {
  await repository.pushLayer(image.config)
  await repository.uploadPart(await repository.openUpload(), 0, Buffer.from('begun'))
  await ecr.send(new DeleteRepositoryCommand({ repositoryName: repository.name }))
})

test('DeleteRepository with force leaves no row of the repository', async ({ server, ecr, repository }) => {
  const { database } = server.running.ctx
  const repositoryName = repository.name
  const index = indexOf([{ manifest: image }])
  const signature = imageOf({ subject: index, artifactType: 'application/x.signature' })
  await ecr.send(new DeleteRepositoryCommand({ repositoryName }))
  const before = await storedRows(database)
  await ecr.send(new CreateRepositoryCommand({ repositoryName, tags: [{ Key: 'a', Value: 'b' }] }))
  await repository.pushImage(image, 'v1', 'v2')
  await repository.putManifest(index, 'all')
  await repository.pushImage(signature)
  await repository.uploadPart(await repository.openUpload(), 0, Buffer.from('begun'))
  await ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))
  const { job: _, ...after } = await storedRows(database)
  const { job: __, ...others } = before
  expect(after).toEqual(others)
})

test('DeleteRepository removes what was in it in bounded transactions, and goes on after one that failed', async ({
  server,
  ecr,
  repository,
}) => {
  const { ctx } = server.running
  await repository.pushImage(image, 'v1')
  const id = await ctx.database.change(() => insertImages(repository.name, 1_200))
  await ecr.send(new DeleteRepositoryCommand({ repositoryName: repository.name, force: true }))
  await expectNoRepository(ecr.send(new DescribeImagesCommand({ repositoryName: repository.name })), repository.name)
  const { database, changes } = countingChanges(ctx.database, { failing: 3 })
  const empty = () => emptyRepository({ ...ctx, database }, id)
  await expect(empty()).rejects.toThrow('killed')
  await empty()
  await empty()
  expect(Math.max(...changes)).toBeLessThanOrEqual(3 * 500)
  expect(await deletedRepositories(ctx.database)).toEqual([])
})

test('a repository created under the name of a deleted one is empty and has no tags', async ({ ecr, repository }) => {
  const repositoryName = repository.name
  await repository.pushImage(image, 'v1')
  await ecr.send(new TagResourceCommand({ resourceArn: arnOf(repositoryName), tags: [{ Key: 'a', Value: 'b' }] }))
  await ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))
  await ecr.send(new CreateRepositoryCommand({ repositoryName }))
  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
  expect(imageDetails).toEqual([])
  const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: arnOf(repositoryName) }))
  expect(tags).toEqual([])
})

test('DeleteRepository is denied to another account', async ({ expectDenied, repository }) => {
  const input = { registryId: account, repositoryName: repository.name, force: true }
  const ask = new DeleteRepositoryCommand(input)
  await expectDenied((ecr) => ecr.send(ask), 'DeleteRepository', arnOf(repository.name))
})

/** Those that are not emptied yet: no other name is a number. */
async function deletedRepositories(database: Database): Promise<readonly string[]> {
  const rows = await database.read(() => query((db) => db.selectFrom('repository').select('name')))
  return rows.map(({ name }) => name).filter((name) => /^\d+$/.test(name))
}

/** Puts many tagged images beside the one that is there; the repository's id. */
function* insertImages(repositoryName: string, count: number): Work<number> {
  const [like] = yield* query((db) =>
    db
      .selectFrom('image')
      .innerJoin('repository', 'repository.id', 'image.repository_id')
      .selectAll('image')
      .where('repository.name', '=', repositoryName),
  )
  if (like === undefined) throw new Error('there is no image')
  const { id: _, repository_id: repositoryId, ...row } = like
  const digests = Array.from({ length: count }, (__, n) => `sha256:${String(n).padStart(64, '0')}`)
  for (const digest of digests) {
    const [inserted] = yield* query((db) =>
      db
        .insertInto('image')
        .values({ ...row, repository_id: repositoryId, digest })
        .returning('id'),
    )
    yield* run(insertTag, { repositoryId, name: digest.slice(7), imageId: inserted?.id ?? 0 })
  }
  return repositoryId
}

/** Counts the rows that each transaction touches; one of them fails. */
function countingChanges(database: Database, { failing }: { readonly failing: number }) {
  const changes: number[] = []
  function* counted<T>(work: Work<T>): Work<T> {
    let touched = 0
    let turn = work.next()
    while (turn.done !== true) {
      const outcomes = yield turn.value
      for (const outcome of outcomes) touched += 'changed' in outcome ? outcome.changed : 0
      turn = work.next(outcomes)
    }
    if (changes.push(touched) === failing) throw new Error('killed')
    return turn.value
  }
  const counting: Database = { ...database, change: (work) => database.change(() => counted(work())) }
  return { database: counting, changes }
}
