import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DescribeImagesCommand,
  type DescribeImagesFilter,
  GetDownloadUrlForLayerCommand,
  ListImagesCommand,
  paginateDescribeImages,
  paginateListImages,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { imageOf, layerOf } from '../../support/images.ts'
import { account, expectInvalid, expectRefusal } from '../ecr-test.ts'
import {
  archive,
  availability,
  byDigest,
  one,
  restore,
  restoreMs,
  shared,
  statuses,
  test,
  three,
  two,
} from './archive-test.ts'

describe('an archived image', () => {
  test('is listed and described where it is asked for, and else is not', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    const repositoryName = repository.name
    await repository.pushImage(one, 'v1')
    await repository.pushImage(two)
    await repository.pushImage(three, 'v3')
    await archive(asked, one)
    await archive(asked, two)
    await restore(asked, two)
    const described = async (filter?: DescribeImagesFilter) => {
      const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName, filter }))
      return imageDetails.map(({ imageDigest }) => imageDigest)
    }
    const listed = async (filter?: DescribeImagesFilter) => {
      const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName, filter }))
      return imageIds.map(({ imageDigest }) => imageDigest)
    }
    for (const ask of [described, listed]) {
      expect(await ask()).toEqual([three.digest])
      expect(await ask({ imageStatus: 'ACTIVE' })).toEqual([three.digest])
      expect(await ask({ imageStatus: 'ARCHIVED' })).toEqual([one.digest])
      expect(await ask({ imageStatus: 'ACTIVATING' })).toEqual([two.digest])
      expect(await ask({ imageStatus: 'ANY' })).toEqual([one.digest, two.digest, three.digest])
      expect(await ask({ imageStatus: 'ARCHIVED', tagStatus: 'UNTAGGED' })).toEqual([])
      expect(await ask({ imageStatus: 'ACTIVATING', tagStatus: 'UNTAGGED' })).toEqual([two.digest])
      expect(await ask({ imageStatus: 'ANY', tagStatus: 'TAGGED' })).toEqual([one.digest, three.digest])
    }
  })

  test('is described by its id whatever its status', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one, 'v1')
    await archive(asked, one)
    const imageIds = [{ imageTag: 'v1' }]
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name, imageIds }))
    expect(imageDetails?.map(({ imageStatus }) => imageStatus)).toEqual(['ARCHIVED'])
  })

  test('is not given by BatchGetImage, nor while it is being restored', async ({ server, ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one, 'v1')
    const pull = async () => {
      const imageIds = [{ imageTag: 'v1' }]
      const { images, failures } = await ecr.send(
        new BatchGetImageCommand({ repositoryName: repository.name, imageIds }),
      )
      return { digests: images?.map(({ imageId }) => imageId?.imageDigest), failures }
    }
    const failure = (status: string) => ({
      imageId: { imageTag: 'v1' },
      failureCode: 'ImageInaccessible',
      failureReason: `Requested image is not active: its status is ${status}`,
    })
    await archive(asked, one)
    expect(await pull()).toEqual({ digests: [], failures: [failure('ARCHIVED')] })
    await restore(asked, one)
    expect(await pull()).toEqual({ digests: [], failures: [failure('ACTIVATING')] })
    server.clock.advance(restoreMs)
    expect(await pull()).toEqual({ digests: [one.digest], failures: [] })
    server.clock.advance(-restoreMs)
  })

  test('is active at once when it is pushed again, and ImageAlreadyExistsException then', async ({
    ecr,
    repository,
  }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one, 'v1')
    for (const prepare of [archive, async () => (await archive(asked, one), restore(asked, one))]) {
      await prepare(asked, one)
      await repository.putManifest(one, 'v1')
      expect(await statuses(asked)).toEqual(['ACTIVE'])
    }
    await expect(repository.putManifest(one, 'v1')).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' })
    await archive(asked, one)
    await repository.putManifest(one, 'v2')
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name }))
    expect(imageDetails).toMatchObject([{ imageTags: ['v1', 'v2'], imageStatus: 'ACTIVE' }])
    expect(imageDetails?.[0]).toHaveProperty('lastActivatedAt')
  })

  test('is deleted like any other', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one, 'v1')
    await repository.pushImage(two)
    await archive(asked, one)
    await archive(asked, two)
    const imageIds = [{ imageTag: 'v1' }, byDigest(two)]
    const deleted = await ecr.send(new BatchDeleteImageCommand({ repositoryName: repository.name, imageIds }))
    expect(deleted).toMatchObject({ imageIds: [{ imageTag: 'v1' }, byDigest(two)], failures: [] })
    expect(await statuses(asked)).toEqual([])
  })
})

describe('layers of archived images', () => {
  test('are ARCHIVED unless an active image names them, too', async ({ server, ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one)
    await repository.pushImage(two)
    const [, , own] = one.blobs
    if (own === undefined) throw new Error('an image without a layer of its own')
    const look = () => availability(asked, shared, own)
    await archive(asked, one)
    expect(await look()).toEqual(['AVAILABLE', 'ARCHIVED'])
    await archive(asked, two)
    expect(await look()).toEqual(['ARCHIVED', 'ARCHIVED'])
    await restore(asked, one)
    expect(await look()).toEqual(['ARCHIVED', 'ARCHIVED'])
    server.clock.advance(restoreMs)
    expect(await look()).toEqual(['AVAILABLE', 'AVAILABLE'])
    server.clock.advance(-restoreMs)
    await repository.pushImage(two)
    expect(await look()).toEqual(['AVAILABLE', 'ARCHIVED'])
    const imageIds = [byDigest(two)]
    await ecr.send(new BatchDeleteImageCommand({ repositoryName: repository.name, imageIds }))
    expect(await look()).toEqual(['ARCHIVED', 'ARCHIVED'])
  })

  test('have no download URL: LayerInaccessibleException', async ({ ecr, repository }) => {
    const repositoryName = repository.name
    await repository.pushImage(one)
    const url = await repository.downloadUrl(shared.digest)
    await archive({ ecr, repository }, one)
    await expectRefusal(
      ecr.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: shared.digest })),
      'LayerInaccessibleException',
      `Layer with digest '${shared.digest}' is not associated with any active image in the repository with name '${repositoryName}' in registry with id '${account}'`,
    )
    expect((await fetch(url)).status).toBe(404)
  })

  test('may be uploaded again, and belong to a new image that names them', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one)
    await archive(asked, one)
    await repository.pushLayer(shared)
    expect(await availability(asked, shared)).toEqual(['AVAILABLE'])
    await repository.pushImage(two)
    expect(await availability(asked, shared)).toEqual(['AVAILABLE'])
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ACTIVE'])
  })
})

describe('pages of images of one status', () => {
  test('hold every image of that status once', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    const { name: repositoryName } = repository
    const images = Array.from({ length: 8 }, (_, at) => imageOf({ layers: [layerOf({ motd: `${at}` })] }))
    for (const [at, image] of images.entries()) await repository.pushImage(image, `v${at}`, `w${at}`)
    for (const [at, image] of images.entries()) if (at % 4 > 0) await archive(asked, image)
    for (const [at, image] of images.entries()) if (at % 4 > 2) await restore(asked, image)
    for (const [imageStatus, matches] of [
      ['ACTIVE', (at: number) => at % 4 === 0],
      ['ARCHIVED', (at: number) => at % 4 === 1 || at % 4 === 2],
      ['ACTIVATING', (at: number) => at % 4 === 3],
    ] as const) {
      const expected = images.filter((_, at) => matches(at)).map(({ digest }) => digest)
      const input = { repositoryName, filter: { imageStatus } }
      for (const pageSize of [1, 3]) {
        const described: unknown[] = []
        for await (const page of paginateDescribeImages({ client: ecr, pageSize }, { ...input }))
          described.push(...(page.imageDetails ?? []).map(({ imageDigest }) => imageDigest))
        expect(described).toEqual(expected)
        const listed: unknown[] = []
        for await (const page of paginateListImages({ client: ecr, pageSize }, { ...input }))
          listed.push(...(page.imageIds ?? []).map(({ imageDigest }) => imageDigest))
        expect(listed).toEqual(expected.flatMap((digest) => [digest, digest]))
      }
    }
  })

  test('of another status do not take their tokens', async ({ ecr, repository }) => {
    await repository.pushImage(one, 'v1', 'v2')
    await repository.pushImage(two)
    const { name: repositoryName } = repository
    const filter: DescribeImagesFilter = { imageStatus: 'ANY' }
    const listed = await ecr.send(new ListImagesCommand({ repositoryName, maxResults: 1 }))
    const described = await ecr.send(new DescribeImagesCommand({ repositoryName, maxResults: 1 }))
    const { nextToken } = listed
    await expectInvalid(
      ecr.send(new ListImagesCommand({ repositoryName, filter, nextToken })),
      'nextToken',
      'Invalid token',
    )
    const ask = new DescribeImagesCommand({ repositoryName, filter, nextToken: described.nextToken })
    await expectInvalid(ecr.send(ask), 'nextToken', 'Invalid token')
  })
})
