import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeImages } from '../../src/ecr/images/describe-images.ts'
import { ociDeleteManifest } from '../../src/ecr/images/oci-delete-manifest.ts'
import { ociGetManifest } from '../../src/ecr/images/oci-get-manifest.ts'
import { ociPutManifest } from '../../src/ecr/images/oci-put-manifest.ts'
import { updateImageStorageClass } from '../../src/ecr/images/update-image-storage-class.ts'
import { batchCheckLayerAvailability } from '../../src/ecr/layers/batch-check-layer-availability.ts'
import { initiateLayerUpload } from '../../src/ecr/layers/initiate-layer-upload.ts'
import { ociFinishUpload } from '../../src/ecr/layers/oci-upload.ts'
import { createRepository } from '../../src/ecr/repository-lifetime/create-repository.ts'
import { ServiceError } from '../../src/errors.ts'
import { type Blob, imageOf, indexOf, layerOf, type Manifest } from '../support/images.ts'
import { openTestRegistry, type TestRegistry } from '../support/test-registry.ts'
import { type ArchiveStep, createArchiveModel, type ModelImage } from './archive-model.ts'

/** Images that share layers, indexes that share images, one in another, and what refers to these and to one another. */
let registry: TestRegistry
beforeAll(async () => {
  registry = await openTestRegistry()
})
afterAll(() => registry.close())

const shared = layerOf({ os: 'shared' })
const [a, b, c] = ['a', 'b', 'c'].map((motd) => imageOf({ layers: [shared, layerOf({ motd })] }))
if (a === undefined || b === undefined || c === undefined) throw new Error('three images are needed')
const pair = layerOf({ os: 'of two' })
const [d, e] = ['d', 'e'].map((motd) => imageOf({ layers: [pair, layerOf({ motd })] }))
if (d === undefined || e === undefined) throw new Error('two images are needed')
const signature = imageOf({ layers: [shared], subject: a })
const left = indexOf([{ manifest: a }, { manifest: b }])
const right = indexOf([{ manifest: b }, { manifest: c }, { manifest: signature }])
const manifests: Readonly<Record<string, Manifest & { readonly blobs?: readonly Blob[] }>> = {
  a,
  b,
  c,
  d,
  e,
  signature,
  left,
  right,
  outer: indexOf([{ manifest: left }, { manifest: c }]),
  note: imageOf({ layers: [layerOf({ note: 'n' })], subject: left }),
  bundle: indexOf([{ manifest: b }], { subject: signature }),
}
const children: Readonly<Record<string, readonly string[]>> = {
  left: ['a', 'b'],
  right: ['b', 'c', 'signature'],
  outer: ['left', 'c'],
  bundle: ['b'],
}
const subjects: Readonly<Record<string, string>> = { signature: 'a', note: 'left', bundle: 'signature' }

const names = Object.keys(manifests)
const images: readonly ModelImage[] = names.map((name) => ({
  name,
  blobs: (manifests[name]?.blobs ?? []).map(({ digest }) => digest),
  children: children[name] ?? [],
  ...(subjects[name] === undefined ? {} : { subject: subjects[name] }),
}))
const blobs = new Map(names.flatMap((name) => manifests[name]?.blobs ?? []).map((blob) => [blob.digest, blob]))

const image = fc.constantFrom(...names)
const step: fc.Arbitrary<ArchiveStep> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('archive' as const), image }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('restore' as const), image }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const), image }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('delete' as const), image }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(20, 40, 60) }) },
)

let repositories = 0

test('random archives, restores, pushes and deletes leave the statuses that a plain model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const repositoryName = await newRepository()
      const model = createArchiveModel(images)
      for (const name of names) model.take({ do: 'push', image: name })
      for (const next of steps) {
        const done = await takeStep(repositoryName, next)
        expect({ next, done }).toEqual({ next, done: model.take(next) })
        expect(await statusesIn(repositoryName)).toEqual(model.statuses())
        expect(await availabilityIn(repositoryName, Object.keys(model.blobs()))).toEqual(model.blobs())
      }
      expect(await pulledFrom(repositoryName)).toEqual(names.filter((name) => model.statuses()[name] === 'ACTIVE'))
    }),
    { numRuns: 80 },
  )
})

/** With all images in it. */
async function newRepository(): Promise<string> {
  repositories += 1
  const repositoryName = `archive-${repositories}`
  await registry.run(createRepository, { repositoryName })
  for (const { bytes, digest } of blobs.values()) {
    const { uploadId = '' } = await registry.run(initiateLayerUpload, { repositoryName })
    const end = { bytes: streamOf(bytes), lengthBytes: bytes.length, range: undefined, digest }
    await registry.run(ociFinishUpload, { repositoryName, uploadId, ...end })
  }
  for (const name of names) await takeStep(repositoryName, { do: 'push', image: name })
  return repositoryName
}

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

function manifestOf(name: string): Manifest {
  const manifest = manifests[name]
  if (manifest === undefined) throw new RangeError(`no image ${name}`)
  return manifest
}

/** False when it is refused. */
async function takeStep(repositoryName: string, step: ArchiveStep): Promise<boolean> {
  try {
    return await attempt(repositoryName, step)
  } catch (error) {
    if (error instanceof ServiceError && error.code !== 'ServerException') return false
    throw error
  }
}

async function attempt(repositoryName: string, step: ArchiveStep): Promise<boolean> {
  if (step.do === 'wait') {
    registry.advance(step.minutes * 60_000)
    return true
  }
  const { bytes, digest: imageDigest, mediaType: contentType } = manifestOf(step.image)
  if (step.do === 'push') {
    await registry.run(ociPutManifest, { repositoryName, bytes, contentType, imageDigest, tags: [] })
    return true
  }
  if (step.do === 'delete') return registry.run(ociDeleteManifest, { repositoryName, imageDigest })
  const targetStorageClass = step.do === 'archive' ? 'ARCHIVE' : 'STANDARD'
  await registry.run(updateImageStorageClass, { repositoryName, imageId: { imageDigest }, targetStorageClass }, 'api')
  return true
}

/** As the filters tell them. */
async function statusesIn(repositoryName: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const imageStatus of ['ACTIVE', 'ACTIVATING', 'ARCHIVED'] as const) {
    const { imageDetails = [] } = await registry.run(describeImages, { repositoryName, filter: { imageStatus } }, 'api')
    for (const detail of imageDetails) {
      expect(detail.imageStatus).toBe(imageStatus)
      found[names.find((name) => manifestOf(name).digest === detail.imageDigest) ?? ''] = imageStatus
    }
  }
  return found
}

async function availabilityIn(repositoryName: string, layerDigests: readonly string[]): Promise<unknown> {
  if (layerDigests.length === 0) return {}
  const { layers = [] } = await registry.run(batchCheckLayerAvailability, { repositoryName, layerDigests }, 'api')
  return Object.fromEntries(layers.map(({ layerDigest, layerAvailability }) => [layerDigest, layerAvailability]))
}

async function pulledFrom(repositoryName: string): Promise<string[]> {
  const pulled: string[] = []
  for (const name of names) {
    const imageDigest = manifestOf(name).digest
    if (await registry.run(ociGetManifest, { repositoryName, imageDigest, isPull: true })) pulled.push(name)
  }
  return pulled
}
