import {
  DescribeImagesCommand,
  type DescribeImagesCommandInput,
  type ImageIdentifier,
  paginateDescribeImages,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { artifactOf, DOCKER, type Image, imageOf, indexOf, layerOf, OCI } from '../../support/images.ts'
import { noise } from '../../support/upload-rows.ts'
import {
  account,
  arnOf,
  atLeast,
  atMost,
  expectInvalid,
  expectNoRepository,
  expectRefusal,
  outputOf,
  test,
} from '../ecr-test.ts'

const image = imageOf()
const large = imageOf({ layers: [layerOf({ noise: noise(5_000) }), layerOf({ motd: 'large\n' })] })
const absent = `sha256:${'0'.repeat(64)}`
const sizeOf = ({ blobs }: Image): number => blobs.reduce((total, { bytes }) => total + bytes.length, 0)

const describeThem = (repositoryName: string, input: Omit<DescribeImagesCommandInput, 'repositoryName'> = {}) =>
  new DescribeImagesCommand({ repositoryName, ...input })

describe('what DescribeImages answers of an image', () => {
  test('DescribeImages answers digest, tags, size, times and types of an image', async ({
    server,
    ecr,
    repository,
  }) => {
    const before = server.clock.now()
    await repository.pushImage(image, 'v1')
    const { imageDetails } = await outputOf(ecr.send(describeThem(repository.name)))
    expect(imageDetails).toEqual([
      {
        registryId: account,
        repositoryName: repository.name,
        imageDigest: image.digest,
        imageTags: ['v1'],
        imageSizeInBytes: sizeOf(image),
        imagePushedAt: expect.any(Date) as Date,
        imageManifestMediaType: OCI.manifest,
        artifactMediaType: OCI.config,
        imageStatus: 'ACTIVE',
      },
    ])
    const pushedAt = Number(imageDetails?.[0]?.imagePushedAt)
    expect(pushedAt).toBeGreaterThanOrEqual(before)
    expect(pushedAt).toBeLessThanOrEqual(server.clock.now())
  })

  test('imageTags are in the order in which they were attached', async ({ server, ecr, repository }) => {
    await repository.pushImage(image, 'zz', 'aa', 'mm')
    await repository.pushImage(large, 'zz')
    await server.registry.pushManifest(repository.name, image, 'zz')
    const { imageDetails } = await ecr.send(describeThem(repository.name))
    expect(imageDetails?.map(({ imageTags }) => imageTags)).toEqual([['aa', 'mm', 'zz'], undefined])
  })

  test('an index has the size of its largest image, and no artifactMediaType', async ({ ecr, repository }) => {
    await repository.pushImage(image)
    await repository.pushImage(large)
    const index = indexOf([{ manifest: large }, { manifest: image }])
    await repository.putManifest(index, 'all')
    await repository.putManifest(indexOf([{ manifest: index }]), 'nested')
    const details = await Promise.all(
      ['all', 'nested'].map(async (imageTag) => {
        const { imageDetails } = await ecr.send(describeThem(repository.name, { imageIds: [{ imageTag }] }))
        return imageDetails?.[0]
      }),
    )
    for (const detail of details) {
      expect(detail).toMatchObject({ imageSizeInBytes: sizeOf(large), imageManifestMediaType: OCI.index })
      expect(detail).not.toHaveProperty('artifactMediaType')
    }
  })

  test('an artifact has its artifactMediaType and the digest of its subject', async ({ ecr, repository }) => {
    await repository.pushImage(image)
    const signature = artifactOf({ artifactType: 'application/x.signature', content: 'signed', subject: image })
    await repository.pushImage(signature)
    const docker = imageOf({ vocabulary: DOCKER })
    await repository.pushImage(docker)
    const { imageDetails = [] } = await ecr.send(describeThem(repository.name))
    expect(imageDetails.map((each) => [each.artifactMediaType, each.subjectManifestDigest])).toEqual([
      [OCI.config, undefined],
      ['application/x.signature', image.digest],
      [DOCKER.config, undefined],
    ])
  })
})

describe('imageIds of DescribeImages', () => {
  test('several ids of one image describe it once', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1', 'v2')
    const imageIds = [{ imageTag: 'v2' }, { imageDigest: image.digest }, { imageDigest: image.digest, imageTag: 'v1' }]
    const { imageDetails, nextToken } = await ecr.send(describeThem(repository.name, { imageIds }))
    expect(imageDetails?.map(({ imageTags }) => imageTags)).toEqual([['v1', 'v2']])
    expect(nextToken).toBeUndefined()
  })

  test('an unknown id fails the whole call with ImageNotFoundException', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    await repository.pushImage(large, 'v2')
    const unknown: ImageIdentifier[] = [
      { imageTag: 'v3' },
      { imageDigest: absent },
      { imageDigest: image.digest, imageTag: 'v2' },
      { imageDigest: image.digest, imageTag: 'v3' },
      { imageDigest: 'nonsense' },
    ]
    for (const imageId of unknown) {
      const { imageDigest = 'null', imageTag = 'null' } = imageId
      await expectRefusal(
        ecr.send(describeThem(repository.name, { imageIds: [{ imageTag: 'v1' }, imageId] })),
        'ImageNotFoundException',
        `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${repository.name}' in the registry with id '${account}'`,
      )
    }
  })

  test('an id without digest and tag is refused', async ({ ecr, repository }) => {
    const answer = ecr.send(describeThem(repository.name, { imageIds: [{}] }))
    await expectInvalid(answer, 'imageIds', 'both tag and digest cannot be null')
  })

  test('fewer than 1 and more than 100 ids are refused', async ({ ecr, repository }) => {
    const length = (rule: string) => `Member must have length ${rule}`
    const none = ecr.send(describeThem(repository.name, { imageIds: [] }))
    await expectInvalid(none, 'imageIds', length('greater than or equal to 1'))
    const imageIds = Array.from({ length: 101 }, () => ({ imageTag: 'v1' }))
    const many = ecr.send(describeThem(repository.name, { imageIds }))
    await expectInvalid(many, 'imageIds', length('less than or equal to 100'))
  })
})

describe('filters of DescribeImages', () => {
  test('filters select tagged, untagged or archived images', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    await repository.pushImage(large)
    const digests = async (filter: DescribeImagesCommandInput['filter']) => {
      const { imageDetails } = await ecr.send(describeThem(repository.name, { filter }))
      return imageDetails?.map(({ imageDigest }) => imageDigest)
    }
    expect(await digests({ tagStatus: 'ANY' })).toEqual([image.digest, large.digest])
    expect(await digests({ tagStatus: 'TAGGED' })).toEqual([image.digest])
    expect(await digests({ tagStatus: 'UNTAGGED' })).toEqual([large.digest])
    expect(await digests({ imageStatus: 'ANY' })).toEqual([image.digest, large.digest])
    expect(await digests({ imageStatus: 'ARCHIVED' })).toEqual([])
  })
})

describe('pages of DescribeImages', () => {
  test('pages hold every image once, whatever their size and filter', async ({ ecr, repository }) => {
    for (const [index, text] of ['a', 'b', 'c', 'd'].entries()) {
      await repository.pushImage(imageOf({ layers: [layerOf({ motd: text })] }), ...(index % 2 ? [text] : []))
    }
    for (const tagStatus of ['ANY', 'TAGGED', 'UNTAGGED'] as const) {
      const input = { repositoryName: repository.name, filter: { tagStatus } }
      const { imageDetails: whole } = await ecr.send(new DescribeImagesCommand(input))
      for (const pageSize of [1, 2, 3, 4]) {
        const found: unknown[] = []
        for await (const page of paginateDescribeImages({ client: ecr, pageSize }, { ...input })) {
          expect(page.imageDetails?.length).toBeGreaterThan(0)
          found.push(...(page.imageDetails ?? []))
        }
        expect(found).toEqual(whole)
      }
    }
  })

  test('maxResults below 1 or above 1000 is refused', async ({ ecr, repository }) => {
    const { name } = repository
    await expectInvalid(ecr.send(describeThem(name, { maxResults: 0 })), 'maxResults', atLeast(1))
    await expectInvalid(ecr.send(describeThem(name, { maxResults: 1001 })), 'maxResults', atMost(1000))
  })

  test('maxResults and nextToken are refused together with imageIds', async ({ ecr, repository }) => {
    const imageIds = [{ imageTag: 'v1' }]
    const constraint = 'Cannot be specified together with imageIds'
    const { name } = repository
    await expectInvalid(ecr.send(describeThem(name, { imageIds, maxResults: 1 })), 'maxResults', constraint)
    await expectInvalid(ecr.send(describeThem(name, { imageIds, nextToken: 'a' })), 'nextToken', constraint)
  })

  test('a token is refused in another repository, with another filter or when it is made up', async ({
    ecr,
    repository,
    newRepository,
  }) => {
    const other = await newRepository()
    for (const each of [repository, other]) {
      await each.pushImage(image, 'v1')
      await each.pushImage(large, 'v2')
    }
    const { nextToken } = await ecr.send(describeThem(repository.name, { maxResults: 1 }))
    expect(nextToken).toBeDefined()
    const refused = [
      describeThem(other.name, { nextToken }),
      describeThem(repository.name, { nextToken, filter: { tagStatus: 'TAGGED' } }),
      describeThem(repository.name, { nextToken: `${nextToken}A` }),
      describeThem(repository.name, { nextToken: 'nonsense' }),
    ]
    for (const ask of refused) await expectInvalid(ecr.send(ask), 'nextToken', 'Invalid token')
  })
})

test('DescribeImages in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(describeThem('nowhere')), 'nowhere')
})

test('DescribeImages is denied to another account', async ({ expectDenied, repository }) => {
  const ask = describeThem(repository.name, { registryId: account })
  await expectDenied((ecr) => ecr.send(ask), 'DescribeImages', arnOf(repository.name))
})
