import {
  BatchDeleteImageCommand,
  type ImageIdentifier,
  ListImagesCommand,
  PutImageTagMutabilityCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { type Image, imageOf, indexOf, layerOf } from '../../support/images.ts'
import { account, arnOf, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'

const image = imageOf()
const other = imageOf({ layers: [layerOf({ 'etc/motd': 'other\n' })] })
const absent = `sha256:${'0'.repeat(64)}`

const remove = (repositoryName: string, ...imageIds: ImageIdentifier[]) =>
  new BatchDeleteImageCommand({ repositoryName, imageIds })
const list = (repositoryName: string) => new ListImagesCommand({ repositoryName })
const tagged = ({ digest }: Pick<Image, 'digest'>, imageTag: string) => ({ imageDigest: digest, imageTag })

describe('BatchDeleteImage by tag', () => {
  test('removes the tag, and the image with its last tag', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1', 'v2')
    const first = await outputOf(ecr.send(remove(repository.name, { imageTag: 'v1' })))
    expect(first).toEqual({ imageIds: [tagged(image, 'v1')], failures: [] })
    expect((await ecr.send(list(repository.name))).imageIds).toEqual([tagged(image, 'v2')])
    const second = await ecr.send(remove(repository.name, { imageTag: 'v2' }))
    expect(second.imageIds).toEqual([tagged(image, 'v2')])
    expect((await ecr.send(list(repository.name))).imageIds).toEqual([])
  })

  test('removes an image whose last tags are named in one call', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1', 'v2')
    const answer = await ecr.send(remove(repository.name, { imageTag: 'v2' }, { imageTag: 'v1' }))
    expect(answer.imageIds).toEqual([tagged(image, 'v2'), tagged(image, 'v1')])
    expect((await ecr.send(list(repository.name))).imageIds).toEqual([])
  })

  test('frees the tag for another image, also where tags are immutable', async ({ ecr, repository }) => {
    const imageTagMutability = 'IMMUTABLE'
    await ecr.send(new PutImageTagMutabilityCommand({ repositoryName: repository.name, imageTagMutability }))
    await repository.pushImage(image, 'v1')
    await ecr.send(remove(repository.name, { imageTag: 'v1' }))
    await repository.pushImage(other, 'v1')
    expect((await ecr.send(list(repository.name))).imageIds).toEqual([tagged(other, 'v1')])
  })
})

describe('BatchDeleteImage by digest', () => {
  test('removes the image and answers one row for each of its tags', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v2', 'v1')
    await repository.pushImage(other)
    const ids = [{ imageDigest: image.digest }, { imageDigest: other.digest }]
    const answer = await ecr.send(remove(repository.name, ...ids))
    expect(answer.imageIds).toEqual([tagged(image, 'v2'), tagged(image, 'v1'), { imageDigest: other.digest }])
    expect((await ecr.send(list(repository.name))).imageIds).toEqual([])
  })

  test('removes the image with all its tags when one of them is named, too', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1', 'v2')
    const answer = await ecr.send(remove(repository.name, { imageDigest: image.digest, imageTag: 'v2' }))
    expect(answer.imageIds).toEqual([tagged(image, 'v1'), tagged(image, 'v2')])
  })
})

describe('BatchDeleteImage of an image that indexes name', () => {
  test('is refused with the digests of the hundred oldest indexes', async ({ ecr, repository }) => {
    await repository.pushImage(image)
    const indexes = Array.from({ length: 101 }, (_, at) =>
      indexOf([{ manifest: image }], { annotations: { at: `${at}` } }),
    )
    for (const index of indexes) await repository.putManifest(index)
    const { failures } = await ecr.send(remove(repository.name, { imageDigest: image.digest }))
    const named = indexes.slice(0, 100).map(({ digest }) => digest)
    expect(failures?.map(({ failureReason }) => failureReason)).toEqual([
      `Requested image referenced by manifest list: [${named.join(', ')}]`,
    ])
  })

  test('is refused until the indexes are deleted', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1')
    const index = indexOf([{ manifest: image }])
    const second = indexOf([{ manifest: image }], { annotations: { a: 'b' } })
    await repository.putManifest(index, 'all')
    await repository.putManifest(second)
    for (const imageId of [{ imageDigest: image.digest }, { imageTag: 'v1' }]) {
      const refused = await outputOf(ecr.send(remove(repository.name, imageId)))
      expect(refused).toEqual({
        imageIds: [],
        failures: [
          {
            imageId,
            failureCode: 'ImageReferencedByManifestList',
            failureReason: `Requested image referenced by manifest list: [${index.digest}, ${second.digest}]`,
          },
        ],
      })
    }
    const indexes = [{ imageDigest: second.digest }, { imageTag: 'all' }]
    await ecr.send(remove(repository.name, ...indexes))
    expect((await ecr.send(list(repository.name))).imageIds).toEqual([tagged(image, 'v1')])
    await ecr.send(remove(repository.name, { imageTag: 'v1' }))
  })

  test('succeeds in one call with the index, if the index is named first', async ({ ecr, repository }) => {
    await repository.pushImage(image)
    const index = indexOf([{ manifest: image }])
    await repository.putManifest(index, 'all')
    const answer = await ecr.send(remove(repository.name, { imageTag: 'all' }, { imageDigest: image.digest }))
    expect(answer.failures).toEqual([])
    expect((await ecr.send(list(repository.name))).imageIds).toEqual([])
  })

  test('removes a tag that is not the last of the image', async ({ ecr, repository }) => {
    await repository.pushImage(image, 'v1', 'v2')
    await repository.putManifest(indexOf([{ manifest: image }]), 'all')
    const answer = await ecr.send(remove(repository.name, { imageTag: 'v1' }))
    expect(answer.failures).toEqual([])
  })
})

test('BatchDeleteImage keeps the referrers of an image that it deletes', async ({ ecr, repository }) => {
  await repository.pushImage(image, 'v1')
  const signature = imageOf({ subject: image, artifactType: 'application/x.signature' })
  await repository.pushImage(signature)
  await ecr.send(remove(repository.name, { imageTag: 'v1' }))
  expect((await ecr.send(list(repository.name))).imageIds).toEqual([{ imageDigest: signature.digest }])
})

test('BatchDeleteImage reports a failure for each malformed or unknown id, and deletes the others', async ({
  ecr,
  repository,
}) => {
  await repository.pushImage(image, 'v1')
  await repository.pushImage(other, 'v2')
  const digestRule = "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'"
  const tagRule = "Invalid request parameters: image tag should satisfy the regex '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'"
  const noMatch = 'Requested image tag does not match the image digest'
  const expected: [ImageIdentifier, string, string][] = [
    [{}, 'MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null'],
    [{ imageDigest: 'nonsense' }, 'InvalidImageDigest', digestRule],
    [{ imageTag: 'a b' }, 'InvalidImageTag', tagRule],
    [{ imageTag: 'v3' }, 'ImageNotFound', 'Requested image not found'],
    [{ imageDigest: absent }, 'ImageNotFound', 'Requested image not found'],
    [{ imageDigest: image.digest, imageTag: 'v2' }, 'ImageTagDoesNotMatchDigest', noMatch],
    [{ imageDigest: image.digest, imageTag: 'v3' }, 'ImageTagDoesNotMatchDigest', noMatch],
  ]
  const ids = expected.map(([imageId]) => imageId)
  const answer = await outputOf(ecr.send(remove(repository.name, ...ids, { imageTag: 'v1' }, { imageTag: 'v1' })))
  expect(answer).toEqual({
    imageIds: [tagged(image, 'v1')],
    failures: [
      ...expected.map(([imageId, failureCode, failureReason]) => ({ imageId, failureCode, failureReason })),
      { imageId: { imageTag: 'v1' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
    ],
  })
})

test('BatchDeleteImage refuses fewer than 1 and more than 100 ids', async ({ ecr, repository }) => {
  const length = (rule: string) => `Member must have length ${rule}`
  await expectInvalid(ecr.send(remove(repository.name)), 'imageIds', length('greater than or equal to 1'))
  const many = Array.from({ length: 101 }, () => ({ imageTag: 'v1' }))
  await expectInvalid(ecr.send(remove(repository.name, ...many)), 'imageIds', length('less than or equal to 100'))
})

test('BatchDeleteImage in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(remove('nowhere', { imageTag: 'v1' })), 'nowhere')
})

test('BatchDeleteImage is denied to another account', async ({ expectDenied, repository }) => {
  await repository.pushImage(image, 'v1')
  const imageIds = [{ imageTag: 'v1' }]
  const ask = new BatchDeleteImageCommand({ registryId: account, repositoryName: repository.name, imageIds })
  await expectDenied((ecr) => ecr.send(ask), 'BatchDeleteImage', arnOf(repository.name))
})
