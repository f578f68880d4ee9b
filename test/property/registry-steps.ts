import { query } from '../../src/database/statement.ts'
import { ociDeleteManifest } from '../../src/ecr/images/oci-delete-manifest.ts'
import { ociGetManifest } from '../../src/ecr/images/oci-get-manifest.ts'
import { ociListTags } from '../../src/ecr/images/oci-list-tags.ts'
import { ociPutManifest } from '../../src/ecr/images/oci-put-manifest.ts'
import { initiateLayerUpload } from '../../src/ecr/layers/initiate-layer-upload.ts'
import { ociDeleteBlob } from '../../src/ecr/layers/oci-delete-blob.ts'
import { ociMountBlob } from '../../src/ecr/layers/oci-mount-blob.ts'
import { ociCheckBlob, ociReadBlob } from '../../src/ecr/layers/oci-read-blob.ts'
import { ociFinishUpload, ociUploadChunk } from '../../src/ecr/layers/oci-upload.ts'
import { createRepository } from '../../src/ecr/repository-lifetime/create-repository.ts'
import { deleteRepository } from '../../src/ecr/repository-lifetime/delete-repository.ts'
import { ServiceError } from '../../src/errors.ts'
import { type Blob, blobOf, descriptorOf, indexOf, type Manifest, manifestOf, OCI } from '../support/images.ts'
import { rowsOfContents } from '../support/rows-of-contents.ts'
import type { TestRegistry } from '../support/test-registry.ts'
import { gathered, noise } from '../support/upload-rows.ts'
import type { ModelImage, Seen, SeenRepository, Step } from './registry-model.ts'

export const repositories = ['a', 'b', 'c'] as const

/** One that lives in its row, two that are files, one of them of several frames. */
export const blobs: readonly Blob[] = [100, 40_000, 2_500_000].map((size, at) => blobOf(noise(size, at + 1)))

/** Two images that share a blob, and an index of both. */
export const images: readonly ModelImage[] = [
  { blobs: [0, 1], children: [] },
  { blobs: [1, 2], children: [] },
  { blobs: [], children: [0, 1] },
]

const [first, second] = images.slice(0, 2).map(({ blobs: [config = 0, layer = 0] }) => manifestOfBlobs(config, layer))
if (first === undefined || second === undefined) throw new Error('two images are needed for an index')
export const manifests: readonly Manifest[] = [first, second, indexOf([{ manifest: first }, { manifest: second }])]

function manifestOfBlobs(config: number, layer: number): Manifest {
  const describe = (at: number, mediaType: string) => ({ ...descriptorOf(blobAt(at)), mediaType })
  const document = {
    schemaVersion: 2,
    mediaType: OCI.manifest,
    config: describe(config, OCI.config),
    layers: [describe(layer, OCI.layer)],
  }
  return manifestOf(document, OCI.manifest)
}

const hourMs = 60 * 60 * 1000

/** Takes a step in the registry; false when it is refused. What is no answer of the registry fails. */
export async function takeStep(registry: TestRegistry, step: Step): Promise<boolean> {
  try {
    return await attempt(registry, step)
  } catch (error) {
    if (error instanceof ServiceError && error.code !== 'ServerException') return false
    throw error
  }
}

async function attempt(registry: TestRegistry, step: Step): Promise<boolean> {
  const { run } = registry
  switch (step.do) {
    case 'create':
      await run(createRepository, { repositoryName: step.repository })
      return true
    case 'delete-repository':
      await run(deleteRepository, { repositoryName: step.repository, force: true })
      return true
    case 'begin':
      await begin(registry, step.repository, blobAt(step.blob))
      return true
    case 'push':
      return push(registry, step.repository, blobAt(step.blob))
    case 'mount': {
      const { digest } = blobAt(step.blob)
      return run(ociMountBlob, { repositoryName: step.repository, digest, from: step.from })
    }
    case 'delete-blob':
      return run(ociDeleteBlob, { repositoryName: step.repository, digest: blobAt(step.blob).digest })
    case 'put':
      return putImage(registry, step)
    case 'delete-image':
      return run(ociDeleteManifest, { repositoryName: step.repository, imageDigest: manifestAt(step.image).digest })
    case 'wait':
      registry.advance(step.hours * hourMs)
      return true
    case 'collect':
      await registry.collect()
      return true
  }
}

async function begin({ run }: TestRegistry, repositoryName: string, { bytes }: Blob) {
  const { uploadId = '' } = await run(initiateLayerUpload, { repositoryName })
  const name = { repositoryName, uploadId, range: undefined }
  const half = bytes.subarray(0, bytes.length >> 1)
  await run(ociUploadChunk, { ...name, bytes: streamOf(half), lengthBytes: half.length })
  return { name, rest: bytes.subarray(half.length) }
}

async function push(registry: TestRegistry, repositoryName: string, blob: Blob): Promise<boolean> {
  const { name, rest } = await begin(registry, repositoryName, blob)
  const end = { bytes: streamOf(rest), lengthBytes: rest.length, digest: blob.digest }
  await registry.run(ociFinishUpload, { ...name, ...end })
  return true
}

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

async function putImage(
  { run }: TestRegistry,
  { repository: repositoryName, image, tag }: Extract<Step, { do: 'put' }>,
): Promise<boolean> {
  const { bytes, digest: imageDigest, mediaType: contentType } = manifestAt(image)
  const tags = tag === undefined ? [] : [tag]
  await run(ociPutManifest, { repositoryName, imageDigest, tags, contentType, bytes })
  return true
}

/** All that clients can see, read to the last byte. */
export async function look(registry: TestRegistry): Promise<Seen> {
  const seen: Record<string, SeenRepository> = {}
  // Deleted ones have other names, until the job has emptied them.
  const rows = await registry.ctx.database.read(() =>
    query((db) => db.selectFrom('repository').select('name').where('name', 'in', repositories)),
  )
  for (const { name } of rows) {
    const isThere = { images: [] as number[], readable: [] as number[], present: [] as number[] }
    for (const at of manifests.keys()) if (await hasImage(registry, name, at)) isThere.images.push(at)
    for (const at of blobs.keys()) if (await hasBlob(registry, name, at)) isThere.readable.push(at)
    for (const at of blobs.keys()) {
      if (await registry.run(ociCheckBlob, { repositoryName: name, digest: blobAt(at).digest }))
        isThere.present.push(at)
    }
    seen[name] = { ...isThere, tags: await tagsOf(registry, name) }
  }
  return seen
}

async function tagsOf({ run }: TestRegistry, repositoryName: string): Promise<Record<string, number>> {
  const { names } = await run(ociListTags, { repositoryName, last: '', size: 100 })
  const tags: Record<string, number> = {}
  for (const imageTag of names) {
    const image = await run(ociGetManifest, { repositoryName, imageTag, isPull: false })
    tags[imageTag] = manifests.findIndex(({ digest }) => digest === image?.digest)
  }
  return tags
}

async function hasImage({ run }: TestRegistry, repositoryName: string, at: number): Promise<boolean> {
  const { bytes, digest } = manifestAt(at)
  const image = await run(ociGetManifest, { repositoryName, imageDigest: digest, isPull: true })
  if (image !== undefined && !bytes.equals(image.manifest ?? Buffer.alloc(0))) throw new Error('a manifest has changed')
  return image !== undefined
}

async function hasBlob({ run }: TestRegistry, repositoryName: string, at: number): Promise<boolean> {
  const { bytes, digest } = blobAt(at)
  const blob = await run(ociReadBlob, { repositoryName, digest })
  if (blob === undefined) return false
  if (!bytes.equals(await gathered(blob.read()))) throw new Error('a blob has changed')
  return true
}

/** Deletes everything, and waits until the collector has had its say: what is left then would be left for ever. */
export async function leftovers(registry: TestRegistry): Promise<readonly unknown[]> {
  for (const repository of repositories) await takeStep(registry, { do: 'delete-repository', repository })
  await takeStep(registry, { do: 'collect' })
  await takeStep(registry, { do: 'wait', hours: 25 })
  await takeStep(registry, { do: 'collect' })
  return [...(await rowsOfContents(registry.ctx.database)), ...(await registry.storageKeys())]
}

function blobAt(at: number): Blob {
  const blob = blobs[at]
  if (blob === undefined) throw new RangeError(`no blob ${at}`)
  return blob
}

function manifestAt(at: number): Manifest {
  const manifest = manifests[at]
  if (manifest === undefined) throw new RangeError(`no image ${at}`)
  return manifest
}
