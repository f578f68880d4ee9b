import { afterEach, beforeEach, expect, test } from 'vitest'
import { initiateLayerUpload } from '../../src/ecr/layers/initiate-layer-upload.ts'
import { ociCancelUpload } from '../../src/ecr/layers/oci-cancel-upload.ts'
import { ociFinishUpload, ociGetUpload, ociUploadChunk } from '../../src/ecr/layers/oci-upload.ts'
import { createRepository } from '../../src/ecr/repository-lifetime/create-repository.ts'
import { blobOf } from '../support/images.ts'
import { openTestRegistry, type TestRegistry } from '../support/test-registry.ts'
import { digestOf, noise } from '../support/upload-rows.ts'
import type { Step } from '../property/registry-model.ts'
import { leftovers, look, takeStep } from '../property/registry-steps.ts'

/** What the collector takes, and when. Blob 1 is a file; image 0 names blobs 0 and 1, image 1 names blobs 1 and 2. */
const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
const repository = 'a'

let registry: TestRegistry
beforeEach(async () => {
  registry = await openTestRegistry()
  await take({ do: 'create', repository }, { do: 'create', repository: 'b' })
})
afterEach(() => registry.close())

/** Takes steps, none of which may be refused. */
async function take(...steps: readonly Step[]): Promise<void> {
  for (const step of steps) expect({ step, done: await takeStep(registry, step) }).toEqual({ step, done: true })
}

/** The collector's work, so long after what was done last. */
async function collectAfter(ms: number): Promise<void> {
  registry.advance(ms)
  await registry.collect()
}

const seen = async (name = repository) => (await look(registry))[name]
const pushImage: readonly Step[] = [
  { do: 'push', repository, blob: 0 },
  { do: 'push', repository, blob: 1 },
  { do: 'put', repository, image: 0 },
]

test('a blob without an image is listed for 23 hours, can be pulled for 24, and its file is gone after 48', async () => {
  await take({ do: 'push', repository, blob: 1 })
  await collectAfter(23 * hourMs - 1)
  expect(await seen()).toMatchObject({ present: [1], readable: [1] })
  await collectAfter(1)
  expect(await seen()).toMatchObject({ present: [], readable: [1] })
  await collectAfter(hourMs)
  expect(await seen()).toMatchObject({ present: [], readable: [1] })
  await collectAfter(1)
  expect(await seen()).toMatchObject({ present: [], readable: [] })
  await collectAfter(dayMs - 1)
  expect(await registry.storageKeys()).toHaveLength(1)
  await collectAfter(1)
  expect(await registry.storageKeys()).toEqual([])
})

test('an image’s blobs are kept for ever', async () => {
  await take(...pushImage)
  for (let year = 0; year < 3; year += 1) await collectAfter(365 * dayMs)
  expect(await seen()).toEqual({ images: [0], tags: {}, readable: [0, 1], present: [0, 1] })
  expect(await registry.storageKeys()).toHaveLength(1)
})

const refreshed: readonly (readonly [what: string, before: readonly Step[], again: readonly Step[]])[] = [
  ['being pushed again', [{ do: 'push', repository, blob: 1 }], [{ do: 'push', repository, blob: 1 }]],
  [
    'being mounted again',
    [...pushImage, { do: 'mount', repository: 'b', blob: 1, from: repository }],
    [{ do: 'mount', repository: 'b', blob: 1, from: repository }],
  ],
  ['losing its last image', pushImage, [{ do: 'delete-image', repository, image: 0 }]],
]
test.for(refreshed)('%s gives a blob another day without an image', async ([, before, again]) => {
  await take(...before)
  const name = again[0]?.do === 'mount' ? 'b' : repository
  registry.advance(23 * hourMs)
  await take(...again)
  await collectAfter(23 * hourMs - 1)
  expect(await seen(name)).toMatchObject({ present: expect.arrayContaining([1]) as unknown })
  await collectAfter(hourMs + 2)
  expect(await seen(name)).toMatchObject({ readable: [] })
})

test('a blob of two images stays when one of them is deleted', async () => {
  await take(...pushImage, { do: 'push', repository, blob: 2 }, { do: 'put', repository, image: 1 })
  await take({ do: 'delete-image', repository, image: 0 })
  await collectAfter(2 * dayMs)
  expect(await seen()).toEqual({ images: [1], tags: {}, readable: [1, 2], present: [1, 2] })
})

test('a deleted repository frees the files that no other repository uses', async () => {
  await take(...pushImage, { do: 'push', repository, blob: 2 })
  await take({ do: 'mount', repository: 'b', blob: 1, from: repository }, { do: 'push', repository: 'b', blob: 0 })
  await take({ do: 'put', repository: 'b', image: 0 }, { do: 'delete-repository', repository })
  // The job that empties it.
  await collectAfter(0)
  expect(await registry.storageKeys()).toHaveLength(2)
  await collectAfter(dayMs)
  expect(await registry.storageKeys()).toHaveLength(1)
  expect(await seen('b')).toEqual({ images: [0], tags: {}, readable: [0, 1], present: [0, 1] })
})

const bytes = noise(3 * 1024 * 1024)
const open = async (): Promise<{ repositoryName: string; uploadId: string; range: undefined }> => {
  const { uploadId = '' } = await registry.run(initiateLayerUpload, { repositoryName: repository })
  return { repositoryName: repository, uploadId, range: undefined }
}
const upload = async () => {
  const name = await open()
  await registry.run(ociUploadChunk, { ...name, bytes: streamOf(bytes), lengthBytes: bytes.length })
  return name
}

test('bytes that arrive while their repository is deleted are not acknowledged', async () => {
  const upload = await open()
  async function* arriving(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, bytes.length / 2)
    await take({ do: 'delete-repository', repository })
    yield bytes.subarray(bytes.length / 2)
  }
  const chunk = registry.run(ociUploadChunk, { ...upload, bytes: arriving(), lengthBytes: bytes.length })
  await expect(chunk).rejects.toMatchObject({ code: 'RepositoryNotFoundException' })
  await collectAfter(0)
  await collectAfter(dayMs)
  expect(await registry.storageKeys()).toEqual([])
})

async function* streamOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

test('an upload ends a day after its last bytes, and its file is gone another day later', async () => {
  const name = await upload()
  registry.advance(23 * hourMs)
  await registry.run(ociUploadChunk, { ...name, bytes: streamOf(Buffer.alloc(1)), lengthBytes: 1 })
  await collectAfter(dayMs)
  expect(await registry.run(ociGetUpload, name)).toBe(bytes.length + 1)
  await collectAfter(1)
  await expect(registry.run(ociGetUpload, name)).rejects.toMatchObject({ code: 'UploadNotFoundException' })
  await collectAfter(dayMs - 1)
  expect(await registry.storageKeys()).toHaveLength(1)
  await collectAfter(1)
  expect(await registry.storageKeys()).toEqual([])
})

test('an upload that ends while a client sends bytes refuses them with UploadNotFoundException', async () => {
  const name = await upload()
  const slow = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes
    await collectAfter(dayMs + 1)
    yield bytes
  }
  const sent = registry.run(ociUploadChunk, { ...name, bytes: slow(), lengthBytes: undefined })
  await expect(sent).rejects.toMatchObject({ code: 'UploadNotFoundException' })
  expect(await leftovers(registry)).toEqual([])
})

test.each(['a digest that is not that of the bytes', 'being cancelled'])(
  'an upload that failed by %s leaves no bytes and no rows',
  async (how) => {
    const name = await upload()
    if (how === 'being cancelled') await registry.run(ociCancelUpload, name)
    else {
      const digest = digestOf(noise(1))
      const last = { ...name, digest, bytes: streamOf(bytes), lengthBytes: bytes.length }
      await expect(registry.run(ociFinishUpload, last)).rejects.toMatchObject({ code: 'InvalidLayerException' })
    }
    await collectAfter(dayMs + 1)
    await collectAfter(dayMs + 1)
    expect(await registry.storageKeys()).toEqual([])
    expect(await leftovers(registry)).toEqual([])
  },
)

test('a blob that is uploaded three times to a repository keeps one file', async () => {
  const { digest } = blobOf(bytes)
  for (let times = 0; times < 3; times += 1) {
    const name = await upload()
    await registry.run(ociFinishUpload, { ...name, digest, bytes: undefined, lengthBytes: 0 })
  }
  expect(await registry.storageKeys()).toHaveLength(3)
  await collectAfter(dayMs)
  expect(await registry.storageKeys()).toHaveLength(1)
})

test('the collector takes more garbage at once than fits into one transaction', async () => {
  await Promise.all(Array.from({ length: 450 }, open))
  await collectAfter(dayMs + 1)
  expect(await leftovers(registry)).toEqual([])
})

test('a new repository has nothing of a deleted one of the same name', async () => {
  await take(...pushImage)
  const name = await upload()
  await take({ do: 'delete-repository', repository })
  await registry.run(createRepository, { repositoryName: repository })
  expect(await seen()).toEqual({ images: [], tags: {}, readable: [], present: [] })
  await expect(registry.run(ociGetUpload, name)).rejects.toMatchObject({ code: 'UploadNotFoundException' })
})
