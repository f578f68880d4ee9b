import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DescribeImagesCommand,
  type DescribeImagesFilter,
  type ECRClient,
  GetDownloadUrlForLayerCommand,
  type ImageIdentifier,
  ListImageReferrersCommand,
  ListImagesCommand,
  paginateDescribeImages,
  paginateListImages,
  type TargetStorageClass,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { artifactOf, type Image, imageOf, indexOf, layerOf, type Manifest } from '../../support/images.ts'
import { startTestServer } from '../../support/test-server.ts'
import type { ApiRepository } from '../api-repository.ts'
import {
  account,
  arnOf,
  expectInvalid,
  expectNoRepository,
  expectRefusal,
  outputOf,
  test as withServer,
} from '../ecr-test.ts'

/** Less than the time by which the date of a signature may differ: tests move the clock by it. */
const restoreMs = 120_000

const test = withServer.extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startTestServer({ archiveRestoreSeconds: restoreMs / 1000 })
  onCleanup(server.stop)
  return server
})

const shared = layerOf({ 'etc/os': 'shared\n' })
const [one, two, three] = ['a', 'b', 'c'].map((motd) => imageOf({ layers: [shared, layerOf({ motd })] })) as [
  Image,
  Image,
  Image,
]
const absent = `sha256:${'0'.repeat(64)}`

const byDigest = ({ digest }: Manifest): ImageIdentifier => ({ imageDigest: digest })

const update = (repositoryName: string, imageId: ImageIdentifier, targetStorageClass: TargetStorageClass) =>
  new UpdateImageStorageClassCommand({ repositoryName, imageId, targetStorageClass })

interface Asked {
  readonly ecr: ECRClient
  readonly repository: ApiRepository
}

const archive = ({ ecr, repository }: Asked, image: Manifest) =>
  ecr.send(update(repository.name, byDigest(image), 'ARCHIVE'))
const restore = ({ ecr, repository }: Asked, image: Manifest) =>
  ecr.send(update(repository.name, byDigest(image), 'STANDARD'))

/** In the order of pushes. */
async function statuses({ ecr, repository }: Asked): Promise<unknown[]> {
  const filter: DescribeImagesFilter = { imageStatus: 'ANY' }
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name, filter }))
  return imageDetails.map(({ imageStatus }) => imageStatus)
}

async function availability({ ecr, repository }: Asked, ...layers: readonly { digest: string }[]) {
  const layerDigests = layers.map(({ digest }) => digest)
  const answer = await ecr.send(
    new BatchCheckLayerAvailabilityCommand({ repositoryName: repository.name, layerDigests }),
  )
  return answer.layers?.map(({ layerAvailability }) => layerAvailability)
}

const unsupported = 'ImageStorageClassUpdateNotSupportedException'

describe('UpdateImageStorageClass', () => {
  test('archives an image, and restores it within the time that the server is told', async ({
    server,
    ecr,
    repository,
  }) => {
    const asked = { ecr, repository }
    const repositoryName = repository.name
    await repository.pushImage(one, 'v1')
    const before = server.clock.now()
    const archived = await outputOf(ecr.send(update(repositoryName, { imageTag: 'v1' }, 'ARCHIVE')))
    const imageId = { imageDigest: one.digest, imageTag: 'v1' }
    expect(archived).toEqual({ registryId: account, repositoryName, imageId, imageStatus: 'ARCHIVED' })

    const describe = async () => {
      const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [imageId] }))
      return imageDetails?.[0]
    }
    const detail = await describe()
    expect(detail).toMatchObject({ imageStatus: 'ARCHIVED', imageTags: ['v1'] })
    expect(Number(detail?.lastArchivedAt)).toBeGreaterThanOrEqual(before)
    expect(detail).not.toHaveProperty('lastActivatedAt')

    const restored = await outputOf(restore(asked, one))
    expect(restored).toEqual({ registryId: account, repositoryName, imageId: byDigest(one), imageStatus: 'ACTIVATING' })
    expect(await describe()).toMatchObject({ imageStatus: 'ACTIVATING', lastArchivedAt: detail?.lastArchivedAt })
    expect(await describe()).not.toHaveProperty('lastActivatedAt')

    server.clock.advance(restoreMs)
    const active = await describe()
    expect(active).toMatchObject({ imageStatus: 'ACTIVE', imagePushedAt: detail?.imagePushedAt })
    expect(Number(active?.lastActivatedAt)).toBeGreaterThanOrEqual(before + restoreMs)
    server.clock.advance(-restoreMs)
  })

  test('may be repeated: the times are those of the last', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one)
    const times: number[] = []
    for (let round = 0; round < 2; round += 1) {
      await archive(asked, one)
      const imageIds = [byDigest(one)]
      const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name, imageIds }))
      times.push(Number(imageDetails?.[0]?.lastArchivedAt))
      await repository.putManifest(one)
    }
    expect(times[1]).toBeGreaterThanOrEqual(times[0] ?? 0)
    expect(await statuses(asked)).toEqual(['ACTIVE'])
  })

  test('refuses an image that has the storage class, and one that is being restored', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await repository.pushImage(one)
    await expectRefusal(restore(asked, one), unsupported, 'Requested image is not archived')
    await archive(asked, one)
    await expectRefusal(archive(asked, one), unsupported, 'Requested image is archived already')
    await restore(asked, one)
    for (const change of [archive, restore]) {
      await expectRefusal(change(asked, one), unsupported, 'Requested image is being restored')
    }
  })

  test('refuses an id without digest and tag, and one that names no image', async ({ ecr, repository }) => {
    const { name } = repository
    await repository.pushImage(one, 'v1')
    await repository.pushImage(two, 'v2')
    await expectInvalid(ecr.send(update(name, {}, 'ARCHIVE')), 'imageId', 'both tag and digest cannot be null')
    const unknown = [{ imageDigest: absent }, { imageTag: 'v3' }, { imageDigest: one.digest, imageTag: 'v2' }]
    for (const imageId of unknown) {
      const { imageDigest = 'null', imageTag = 'null' } = imageId as ImageIdentifier
      await expectRefusal(
        ecr.send(update(name, imageId, 'ARCHIVE')),
        'ImageNotFoundException',
        `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${name}' in the registry with id '${account}'`,
      )
    }
  })

  test('refuses a storage class that does not exist', async ({ ecr, repository }) => {
    const answer = ecr.send(update(repository.name, byDigest(one), 'GLACIER' as TargetStorageClass))
    await expect(answer).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
    await expectNoRepository(ecr.send(update('nowhere', byDigest(one), 'ARCHIVE')), 'nowhere')
  })

  test('is denied to another account', async ({ expectDenied, repository }) => {
    await repository.pushImage(one)
    const ask = new UpdateImageStorageClassCommand({
      repositoryName: repository.name,
      registryId: account,
      imageId: byDigest(one),
      targetStorageClass: 'ARCHIVE',
    })
    await expectDenied((ecr) => ecr.send(ask), 'UpdateImageStorageClass', arnOf(repository.name))
  })
})

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

describe('images that an index names', () => {
  const index = indexOf([{ manifest: one }, { manifest: two }])
  const other = indexOf([{ manifest: two }, { manifest: three }])
  const outer = indexOf([{ manifest: index }, { manifest: three }])

  async function pushAll(repository: ApiRepository, ...indexes: readonly Manifest[]): Promise<void> {
    for (const image of [one, two, three]) await repository.pushImage(image)
    for (const each of indexes) await repository.putManifest(each)
  }

  test('are archived and restored with it, unless another active index names them', async ({
    server,
    ecr,
    repository,
  }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index, other)
    await archive(asked, index)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ACTIVE', 'ACTIVE', 'ARCHIVED', 'ACTIVE'])
    await archive(asked, other)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED'])
    await restore(asked, other)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ACTIVATING', 'ACTIVATING', 'ARCHIVED', 'ACTIVATING'])
    server.clock.advance(restoreMs)
    await restore(asked, index)
    expect(await statuses(asked)).toEqual(['ACTIVATING', 'ACTIVE', 'ACTIVE', 'ACTIVATING', 'ACTIVE'])
    server.clock.advance(-restoreMs)
  })

  test('are archived and restored with the index around theirs', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index, outer)
    await archive(asked, outer)
    expect(await statuses(asked)).toEqual(Array(5).fill('ARCHIVED'))
    await restore(asked, outer)
    expect(await statuses(asked)).toEqual(Array(5).fill('ACTIVATING'))
  })

  test('are not archived without it', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index, other)
    const sentence = (...digests: string[]) => `Requested image referenced by manifest list: [${digests.join(', ')}]`
    await expectRefusal(archive(asked, two), unsupported, sentence(index.digest, other.digest))
    await archive(asked, index)
    await expectRefusal(archive(asked, two), unsupported, sentence(other.digest))
    await archive(asked, other)
    await restore(asked, two)
    expect(await statuses(asked)).toEqual(['ARCHIVED', 'ACTIVATING', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED'])
  })

  test('must be active when it is pushed for the first time', async ({ server, ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository)
    await archive(asked, one)
    const missing = {
      name: 'ReferencedImagesNotFoundException',
      message: expect.stringContaining(one.digest) as string,
    }
    await expect(repository.putManifest(index)).rejects.toMatchObject(missing)
    await restore(asked, one)
    await expect(repository.putManifest(index)).rejects.toMatchObject(missing)
    server.clock.advance(restoreMs)
    await repository.putManifest(index)
    server.clock.advance(-restoreMs)
  })

  test('are active at once when it is pushed again', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository, index)
    await archive(asked, index)
    await repository.putManifest(index)
    expect(await statuses(asked)).toEqual(Array(4).fill('ACTIVE'))
  })
})

describe('referrers', () => {
  const signature = artifactOf({ artifactType: 'application/x.signature', subject: one })
  const endorsement = artifactOf({ artifactType: 'application/x.signature', subject: signature })

  async function pushAll(repository: ApiRepository): Promise<void> {
    for (const image of [one, signature, endorsement]) await repository.pushImage(image)
  }

  test('are archived and restored with their subject, and those of referrers with them', async ({
    ecr,
    repository,
  }) => {
    const asked = { ecr, repository }
    await pushAll(repository)
    await archive(asked, one)
    expect(await statuses(asked)).toEqual(Array(3).fill('ARCHIVED'))
    await restore(asked, one)
    expect(await statuses(asked)).toEqual(Array(3).fill('ACTIVATING'))
    await repository.putManifest(one)
    expect(await statuses(asked)).toEqual(Array(3).fill('ACTIVE'))
  })

  test('may be archived by themselves, and artifactStatus tells', async ({ ecr, repository }) => {
    const asked = { ecr, repository }
    await pushAll(repository)
    await archive(asked, signature)
    expect(await statuses(asked)).toEqual(['ACTIVE', 'ARCHIVED', 'ARCHIVED'])
    const list = async (artifactStatus?: 'ANY' | 'ARCHIVED' | 'ACTIVATING', artifactTypes?: string[]) => {
      const subjectId = { imageDigest: one.digest }
      const ask = { repositoryName: repository.name, subjectId, filter: { artifactStatus, artifactTypes } }
      const { referrers = [] } = await ecr.send(new ListImageReferrersCommand(ask))
      return referrers.map(({ digest, artifactStatus }) => [digest, artifactStatus])
    }
    const archived = [[signature.digest, 'ARCHIVED']]
    expect(await list()).toEqual([])
    expect(await list('ACTIVATING')).toEqual([])
    expect([await list('ANY'), await list('ARCHIVED')]).toEqual([archived, archived])
    expect(await list('ARCHIVED', ['application/x.signature'])).toEqual(archived)
    expect(await list('ANY', ['application/x.other'])).toEqual([])
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
