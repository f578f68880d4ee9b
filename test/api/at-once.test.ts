import {
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DeregisterPullTimeUpdateExclusionCommand,
  DescribeImagesCommand,
  ListTagsForResourceCommand,
  RegisterPullTimeUpdateExclusionCommand,
  TagResourceCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { blobOf, imageOf, layerOf } from '../support/images.ts'
import { noise } from '../support/upload-rows.ts'
import { account, arnOf, test } from './ecr-test.ts'

/** Requests that meet: one of them comes first, and the others see what it left. */

const times = 8
const together = <T>(ask: (number: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: times }, (_, number) => ask(number)))

/** How often each outcome was seen: `ok`, or the error's name. */
function tally(outcomes: readonly PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) {
    const name = outcome.status === 'fulfilled' ? 'ok' : (outcome.reason as Error).name
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

test('of simultaneous CreateRepository requests for a name, exactly one succeeds', async ({ ecr }) => {
  const outcomes = await together(() => ecr.send(new CreateRepositoryCommand({ repositoryName: 'once/app' })))
  expect(tally(outcomes)).toEqual({ ok: 1, RepositoryAlreadyExistsException: times - 1 })
})

test('of simultaneous DeleteRepository requests for a repository, exactly one succeeds', async ({
  ecr,
  repository,
}) => {
  const { name: repositoryName } = repository
  const outcomes = await together(() => ecr.send(new DeleteRepositoryCommand({ repositoryName, force: true })))
  expect(tally(outcomes)).toEqual({ ok: 1, RepositoryNotFoundException: times - 1 })
})

test('of simultaneous RegisterPullTimeUpdateExclusion requests for a principal, exactly one succeeds', async ({
  ecr,
}) => {
  const principalArn = `arn:aws:iam::${account}:role/scanner`
  const outcomes = await together(() => ecr.send(new RegisterPullTimeUpdateExclusionCommand({ principalArn })))
  expect(tally(outcomes)).toEqual({ ok: 1, ExclusionAlreadyExistsException: times - 1 })
  await ecr.send(new DeregisterPullTimeUpdateExclusionCommand({ principalArn }))
})

test('of simultaneous UploadLayerPart requests with one part, exactly one succeeds', async ({
  server,
  ecr,
  repository,
}) => {
  const { bytes, digest } = blobOf(noise(50_000))
  const uploadId = await repository.openUpload()
  const part = { partFirstByte: 0, partLastByte: bytes.length - 1, layerPartBlob: bytes }
  const input = { repositoryName: repository.name, uploadId, ...part }
  const outcomes = await together(() => ecr.send(new UploadLayerPartCommand(input)))
  expect(tally(outcomes)).toEqual({ ok: 1, InvalidLayerPartException: times - 1 })
  await repository.completeUpload(uploadId, digest)
  expect((await server.registry.getBlob(repository.name, digest)).body.equals(bytes)).toBe(true)
})

test('of simultaneous CompleteLayerUpload requests for an upload, exactly one succeeds', async ({
  ecr,
  repository,
}) => {
  const { bytes, digest } = blobOf(noise(60_000))
  const uploadId = await repository.openUpload()
  await repository.uploadPart(uploadId, 0, bytes)
  const input = { repositoryName: repository.name, uploadId, layerDigests: [digest] }
  const outcomes = await together(() => ecr.send(new CompleteLayerUploadCommand(input)))
  expect(tally(outcomes)).toEqual({ ok: 1, UploadNotFoundException: times - 1 })
})

test('of simultaneous uploads of one layer, exactly one succeeds and the layer is kept once', async ({
  repository,
}) => {
  const layer = blobOf(noise(70_000))
  const outcomes = await together(() => repository.pushLayer(layer))
  expect(tally(outcomes)).toEqual({ ok: 1, LayerAlreadyExistsException: times - 1 })
})

test('simultaneous PutImage requests store an image once, and leave a tag on one image', async ({
  ecr,
  repository,
}) => {
  const image = imageOf()
  for (const blob of image.blobs) await repository.pushLayer(blob)
  const same = await together(() => repository.putManifest(image, 'same'))
  expect(tally(same)).toEqual({ ok: 1, ImageAlreadyExistsException: times - 1 })
  const images = Array.from({ length: times }, (_, number) => imageOf({ layers: [layerOf({ motd: String(number) })] }))
  const different = await together((number) => repository.pushImage(images[number] ?? image, 'latest'))
  expect(tally(different)).toEqual({ ok: times })
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name }))
  expect(imageDetails).toHaveLength(times + 1)
  expect(imageDetails.flatMap(({ imageTags = [] }) => imageTags).sort()).toEqual(['latest', 'same'])
})

test('simultaneous TagResource requests keep each other’s tags, and fifty tags at most', async ({
  ecr,
  repository,
}) => {
  const resourceArn = arnOf(repository.name)
  const outcomes = await together((number) => {
    const tags = Array.from({ length: 10 }, (_, index) => ({ Key: `key-${number}-${index}`, Value: '' }))
    return ecr.send(new TagResourceCommand({ resourceArn, tags }))
  })
  expect(tally(outcomes)).toEqual({ ok: 5, TooManyTagsException: times - 5 })
  const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn }))
  expect(tags).toHaveLength(50)
})
