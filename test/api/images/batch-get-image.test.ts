import { BatchGetImageCommand, DescribeImagesCommand, type ImageIdentifier, PutImageCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { imageOf, indexOf, layerOf, OCI } from '../../support/images.ts'
import { account, arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'

const image = imageOf()
const other = imageOf({ layers: [layerOf({ 'etc/motd': 'other\n' })] })
const absent = `sha256:${'0'.repeat(64)}`

const get = (repositoryName: string, imageIds: ImageIdentifier[], acceptedMediaTypes?: string[]) =>
  new BatchGetImageCommand({ repositoryName, imageIds, acceptedMediaTypes })

test('BatchGetImage answers manifests byte for byte, in the order of the requested ids', async ({
  ecr,
  repository,
}) => {
  const registryId = account
  const repositoryName = repository.name
  await repository.pushImage(image, 'v1', 'v2')
  const index = indexOf([{ manifest: image }])
  await repository.putManifest(index, 'all')
  const ids = [{ imageTag: 'all' }, { imageDigest: image.digest }, { imageDigest: image.digest, imageTag: 'v2' }]
  const answer = await outputOf(ecr.send(get(repositoryName, ids)))
  const found = {
    registryId,
    repositoryName,
    imageManifest: image.bytes.toString(),
    imageManifestMediaType: OCI.manifest,
  }
  expect(answer).toEqual({
    images: [
      {
        registryId,
        repositoryName,
        imageId: { imageDigest: index.digest, imageTag: 'all' },
        imageManifest: index.bytes.toString(),
        imageManifestMediaType: OCI.index,
      },
      { ...found, imageId: { imageDigest: image.digest } },
      { ...found, imageId: { imageDigest: image.digest, imageTag: 'v2' } },
    ],
    failures: [],
  })
})

test('BatchGetImage reports a failure for each malformed or unknown id, and answers the others', async ({
  ecr,
  repository,
}) => {
  await repository.pushImage(image, 'v1')
  await repository.pushImage(other, 'v2')
  const digestRule = "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"
  const tagRule = "Invalid request parameters: image tag should satisfy the regex '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'"
  const expected: [ImageIdentifier, string, string][] = [
    [{}, 'MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null'],
    [{ imageDigest: 'nonsense' }, 'InvalidImageDigest', digestRule],
    [{ imageDigest: '' }, 'InvalidImageDigest', digestRule],
    [{ imageTag: 'a b' }, 'InvalidImageTag', tagRule],
    [{ imageTag: '' }, 'InvalidImageTag', tagRule],
    [{ imageTag: 'v3' }, 'ImageNotFound', 'Requested image not found'],
    [{ imageDigest: absent }, 'ImageNotFound', 'Requested image not found'],
    [{ imageDigest: absent, imageTag: 'v3' }, 'ImageNotFound', 'Requested image not found'],
    [
      { imageDigest: image.digest, imageTag: 'v2' },
      'ImageTagDoesNotMatchDigest',
      'Requested image tag does not match the image digest',
    ],
  ]
  const ids = [...expected.map(([imageId]) => imageId), { imageTag: 'v1' }]
  const answer = await ecr.send(get(repository.name, ids))
  expect(answer.images?.map(({ imageId }) => imageId)).toEqual([{ imageDigest: image.digest, imageTag: 'v1' }])
  expect(answer.failures).toEqual(
    expected.map(([imageId, failureCode, failureReason]) => ({ imageId, failureCode, failureReason })),
  )
})

describe('BatchGetImage with accepted media types', () => {
  test('answers ImageNotFound by digest when the image has another type', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const imageId = { imageDigest: image.digest }
    const refused = await ecr.send(get(repository.name, [imageId], [OCI.index]))
    expect(refused.failures).toEqual([
      { imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
    ])
    const accepted = await ecr.send(get(repository.name, [imageId], [OCI.index, OCI.manifest]))
    expect(accepted.images).toHaveLength(1)
  })

  test('serves the image by tag as it was pushed, whatever its type', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const { images } = await ecr.send(get(repository.name, [{ imageTag: 'v1' }], [OCI.index]))
    expect(images?.map(({ imageManifestMediaType }) => imageManifestMediaType)).toEqual([OCI.manifest])
  })
})

test('a manifest read by BatchGetImage can be put under another tag and keeps its digest', async ({
  server,
  ecr,
  repository,
}) => {
  await repository.pushImage(image, 'v1')
  const { images = [] } = await ecr.send(get(repository.name, [{ imageTag: 'v1' }]))
  const [read] = images
  const manifest = { ...image, bytes: Buffer.from(read?.imageManifest ?? '') }
  await repository.putManifest(manifest, 'stable')
  expect((await server.registry.getManifest(repository.name, 'stable')).headers).toMatchObject({
    'docker-content-digest': image.digest,
  })
})

test('BatchGetImage records a pull at most once an hour', async ({ server, ecr, repository }) => {
  const repositoryName = repository.name
  await repository.pushImage(image, 'v1')
  const lastPull = async () => {
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
    return imageDetails?.[0]?.lastRecordedPullTime
  }
  expect(await lastPull()).toBeUndefined()
  await ecr.send(get(repositoryName, [{ imageTag: 'v1' }]))
  const first = await lastPull()
  expect(first).toBeInstanceOf(Date)
  server.clock.advance(60_000)
  await ecr.send(get(repositoryName, [{ imageTag: 'v1' }]))
  expect(await lastPull()).toEqual(first)
  server.clock.advance(60 * 60_000)
  await server.registry.request('HEAD', `/v2/${repositoryName}/manifests/v1`)
  await server.registry.getManifest(repositoryName, 'v1')
  server.clock.advance(-61 * 60_000)
  expect(Number(await lastPull()) - Number(first)).toBeGreaterThanOrEqual(61 * 60_000)
})

test('BatchGetImage refuses fewer than 1 and more than 100 ids', async ({ ecr, repository }) => {
  const length = (rule: string) => `Member must have length ${rule}`
  await expectInvalid(ecr.send(get(repository.name, [])), 'imageIds', length('greater than or equal to 1'))
  const many = Array.from({ length: 101 }, () => ({ imageTag: 'v1' }))
  await expectInvalid(ecr.send(get(repository.name, many)), 'imageIds', length('less than or equal to 100'))
  const { failures } = await ecr.send(get(repository.name, many.slice(1)))
  expect(failures).toHaveLength(100)
})

test('BatchGetImage answers at most 16 MiB of manifests, even when one image is requested repeatedly', async ({
  ecr,
  repository,
}) => {
  const repositoryName = repository.name
  const maxManifestSize = 4 * 1024 * 1024
  const empty = JSON.stringify({ schemaVersion: 2, mediaType: OCI.index, manifests: [] })
  const largest = empty.padEnd(maxManifestSize)
  await ecr.send(new PutImageCommand({ repositoryName, imageManifest: largest, imageTag: 'largest' }))
  await ecr.send(new PutImageCommand({ repositoryName, imageManifest: empty, imageTag: 'small' }))
  const four = Array.from({ length: 4 }, () => ({ imageTag: 'largest' }))
  const { images = [] } = await ecr.send(get(repositoryName, four))
  expect(images.map(({ imageManifest }) => imageManifest === largest)).toEqual([true, true, true, true])
  await expectRefusal(
    ecr.send(get(repositoryName, [...four, { imageTag: 'small' }])),
    'LimitExceededException',
    'The manifests of the requested images exceed the maximum size of 16777216 bytes for one request',
  )
})

test('BatchGetImage in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(get('nowhere', [{ imageTag: 'v1' }])), 'nowhere')
})

test('BatchGetImage is denied to another account', async ({ expectDenied, repository }) => {
  await repository.pushImage(image, 'v1')
  const imageIds = [{ imageTag: 'v1' }]
  const ask = new BatchGetImageCommand({ registryId: account, repositoryName: repository.name, imageIds })
  await expectDenied((ecr) => ecr.send(ask), 'BatchGetImage', arnOf(repository.name))
})
