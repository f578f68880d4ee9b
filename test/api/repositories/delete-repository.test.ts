import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
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

test('DeleteRepository with force removes every row of the repository', async ({ server, ecr, repository }) => {
  const { database } = server.running.ctx
  const repositoryName = repository.name
  const before = await storedRows(database)
  const index = indexOf([{ manifest: image }])
  const signature = imageOf({ subject: index, artifactType: 'application/x.signature' })
  await ecr.send(new DeleteRepositoryCommand({ repositoryName }))
  await ecr.send(new CreateRepositoryCommand({ repositoryName, tags: [{ Key: 'a', Value: 'b' }] }))
  await repository.pushImage(image, 'v1', 'v2')
  await repository.putManifest(index, 'all')
  await repository.pushImage(signature)
  await repository.uploadPart(await repository.openUpload(), 0, Buffer.from('begun'))
  await ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true }))
  const { repository: rows = [], job: _, ...after } = await storedRows(database)
  const { repository: rowsBefore = [], job: __, ...others } = before
  expect(rows).toHaveLength(rowsBefore.length - 1)
  expect(after).toEqual(others)
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
