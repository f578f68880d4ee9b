import {
  BatchDeleteImageCommand,
  DescribeImagesCommand,
  paginateDescribeImages,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { query, type Work } from '../../../src/database/statement.ts'
import { imageOf, layerOf } from '../../support/images.ts'
import { account, expectRefusal, test } from '../ecr-test.ts'

const image = imageOf()
const another = imageOf({ layers: [layerOf({ 'etc/motd': 'one too many\n' })] })

/** Rows put into the tables, because as many calls would take minutes. */
test('PutImage refuses to attach more than 1,000 tags to an image', async ({ server, ecr, repository }) => {
  await repository.pushImage(image, 'first')
  await server.running.ctx.database.change(function* () {
    const [tag] = yield* query((db) => db.selectFrom('tag').selectAll().where('name', '=', 'first'))
    if (tag === undefined) throw new Error('the tag has no row')
    const { id: _, ...values } = tag
    const rows = Array.from({ length: 998 }, (_, index) => ({ ...values, name: `filled-${index}` }))
    yield* query((db) => db.insertInto('tag').values(rows))
  })
  await repository.putManifest(image, 'last')
  await expectRefusal(
    repository.putManifest(image, 'too-many'),
    'LimitExceededException',
    'The maximum number of tags per image (1000) has been reached',
  )
  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name }))
  expect(imageDetails?.[0]?.imageTags).toHaveLength(1_000)
  await repository.pushImage(another, 'too-many')
})

test('PutImage refuses to store more than 100,000 images in a repository', async ({ server, ecr, repository }) => {
  const repositoryName = repository.name
  await repository.pushImage(image, 'first')
  await server.running.ctx.database.change(() => fill(image.digest, repositoryName, 99_998))
  await repository.pushImage(another, 'last')
  const oneMore = imageOf({ layers: [layerOf({ 'etc/motd': 'one more\n' })] })
  await expectRefusal(
    repository.pushImage(oneMore, 'too-many'),
    'LimitExceededException',
    `The maximum number of images per repository (100000) has been reached in the repository with name '${repositoryName}' in registry with id '${account}'`,
  )
  const imageManifest = image.bytes.toString()
  const retagged = await ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'again' }))
  expect(retagged.image?.imageId?.imageTag).toBe('again')
  await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageDigest: another.digest }] }))
  await repository.pushImage(oneMore, 'one-for-another')
  await expectRefusal(
    repository.pushImage(another, 'too-many'),
    'LimitExceededException',
    `The maximum number of images per repository (100000) has been reached in the repository with name '${repositoryName}' in registry with id '${account}'`,
  )
})

test('PutImage does not count the images of the repository at each push', async ({ server, repository }) => {
  const lastCount = () =>
    server.running.ctx.database.read(function* () {
      const columns = ['counted_images', 'counted_to_id'] as const
      return yield* query((db) => db.selectFrom('repository').select(columns).where('name', '=', repository.name))
    })
  await repository.pushImage(image, 'first')
  const counted = await lastCount()
  await repository.pushImage(another, 'second')
  expect(await lastCount()).toEqual(counted)
})

test('a page of images ends with the one that brings 5,000 tags', async ({ server, ecr, repository }) => {
  const repositoryName = repository.name
  await repository.pushImage(image, 'first')
  await server.running.ctx.database.change(function* () {
    yield* fill(image.digest, repositoryName, 11)
    const images = yield* query((db) =>
      db
        .selectFrom('image')
        .innerJoin('repository', 'repository.id', 'image.repository_id')
        .select(['image.id', 'image.repository_id'])
        .where('repository.name', '=', repositoryName),
    )
    for (const { id, repository_id } of images) {
      const rows = Array.from({ length: 999 }, (_, index) => ({ repository_id, image_id: id, name: `${id}-${index}` }))
      yield* query((db) => db.insertInto('tag').values(rows))
    }
  })
  const counts: number[][] = []
  for await (const page of paginateDescribeImages({ client: ecr, pageSize: 1_000 }, { repositoryName })) {
    counts.push((page.imageDetails ?? []).map(({ imageTags = [] }) => imageTags.length))
  }
  expect(counts).toEqual([[1_000, ...Array<number>(5).fill(999)], Array<number>(6).fill(999)])
})

function* fill(digest: string, repositoryName: string, count: number): Work<void> {
  const [row] = yield* query((db) =>
    db
      .selectFrom('image')
      .innerJoin('repository', 'repository.id', 'image.repository_id')
      .selectAll('image')
      .where('repository.name', '=', repositoryName)
      .where('image.digest', '=', digest),
  )
  if (row === undefined) throw new Error('the image has no row')
  const { id: _, ...values } = row
  for (let from = 0; from < count; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, count - from) }, (_, index) => {
      const digest = `sha256:${String(from + index).padStart(64, '0')}`
      return { ...values, digest }
    })
    yield* query((db) => db.insertInto('image').values(rows))
  }
}
