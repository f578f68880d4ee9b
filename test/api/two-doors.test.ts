import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  ListImageReferrersCommand,
  ListImagesCommand,
  PutImageCommand,
} from '@aws-sdk/client-ecr'
import { hash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { query } from '../../src/database/statement.ts'
import type { DoorRules } from '../../src/ecr/door-rules.ts'
import { quotas } from '../../src/ecr/quotas.ts'
import { artifactOf, blobOf, imageOf, indexOf, layerOf } from '../support/images.ts'
import type { TestServer } from '../support/test-server.ts'
import { noise } from '../support/upload-rows.ts'
import type { ApiRepository } from './api-repository.ts'
import { test } from './ecr-test.ts'

/** What is pushed through one door is seen through the other, byte for byte. */

const layer = layerOf({ noise: noise(200_000) })
const image = imageOf({ layers: [layer] })
const index = indexOf([{ manifest: image }])
const signature = artifactOf({ artifactType: 'application/x.signature', subject: index })

describe('docker first, then the SDK', () => {
  test('the SDK reads the manifests, layers, tags and referrers that docker pushed', async ({
    server,
    ecr,
    repository,
  }) => {
    const repositoryName = repository.name
    const { registry } = server
    await registry.pushImage(repositoryName, image, 'v1')
    await registry.pushManifest(repositoryName, index, 'all')
    await registry.pushImage(repositoryName, signature)
    const imageIds = [{ imageTag: 'v1' }, { imageTag: 'all' }, { imageDigest: signature.digest }]
    const { images = [] } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }))
    expect(images.map(({ imageManifest }) => imageManifest)).toEqual(
      [image, index, signature].map(({ bytes }) => bytes.toString()),
    )
    const layerDigests = [layer.digest]
    const { layers } = await ecr.send(new BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests }))
    expect(layers).toEqual([expect.objectContaining({ layerAvailability: 'AVAILABLE', layerSize: layer.bytes.length })])
    const listed = await ecr.send(new ListImagesCommand({ repositoryName, filter: { tagStatus: 'TAGGED' } }))
    expect(listed.imageIds?.map(({ imageTag }) => imageTag)).toEqual(['v1', 'all'])
    const subjectId = { imageDigest: index.digest }
    const { referrers } = await ecr.send(new ListImageReferrersCommand({ repositoryName, subjectId }))
    expect(referrers?.map(({ digest }) => digest)).toEqual([signature.digest])
  })

  test('the SDK does not find an image that docker deleted', async ({ server, ecr, repository }) => {
    await server.registry.pushImage(repository.name, image, 'v1')
    await server.registry.request('DELETE', `/v2/${repository.name}/manifests/${image.digest}`)
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: repository.name }))
    expect(imageDetails).toEqual([])
  })
})

describe('the SDK first, then docker', () => {
  test('docker reads the manifests, layers, tags and referrers that the SDK pushed', async ({ server, repository }) => {
    const { registry } = server
    await repository.pushImage(image, 'v1')
    await repository.putManifest(index, 'all')
    await repository.pushImage(signature)
    for (const [reference, pushed] of [
      ['v1', image],
      [image.digest, image],
      ['all', index],
    ] as const) {
      const { headers, body } = await registry.getManifest(repository.name, reference)
      expect([headers['content-type'], headers['docker-content-digest']]).toEqual([pushed.mediaType, pushed.digest])
      expect(body).toEqual(pushed.bytes)
    }
    expect((await registry.getBlob(repository.name, layer.digest)).body.equals(layer.bytes)).toBe(true)
    const tags = await registry.request('GET', `/v2/${repository.name}/tags/list`)
    expect(tags.json()).toEqual({ name: repository.name, tags: ['all', 'v1'] })
    const referrers = await registry.request('GET', `/v2/${repository.name}/referrers/${index.digest}`)
    expect(referrers.json()).toMatchObject({ manifests: [{ digest: signature.digest }] })
  })

  test('docker does not find an image that the SDK deleted', async ({ server, ecr, repository }) => {
    const repositoryName = repository.name
    await repository.pushImage(image, 'v1')
    await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }))
    for (const reference of ['v1', image.digest]) {
      expect((await server.registry.getManifest(repositoryName, reference)).status).toBe(404)
    }
  })

  test('a manifest pushed through one door may name layers pushed through the other', async ({
    server,
    repository,
  }) => {
    for (const blob of image.blobs) await repository.pushLayer(blob)
    expect((await server.registry.pushManifest(repository.name, image, 'v1')).status).toBe(201)
    const other = imageOf({ layers: [layerOf({ motd: 'other\n' })] })
    for (const blob of other.blobs) await server.registry.pushBlob(repository.name, blob)
    await repository.putManifest(other, 'v2')
  })

  test('DescribeRepositories and docker’s catalog list the same repositories', async ({
    server,
    ecr,
    newRepository,
  }) => {
    for (const name of ['zoo', 'a-b', 'a/b', 'a_b']) await newRepository(name)
    const { repositories } = await ecr.send(new DescribeRepositoriesCommand({}))
    const catalog = await server.registry.request('GET', '/v2/_catalog')
    expect(catalog.json()).toEqual({ repositories: repositories?.map((each) => each.repositoryName) })
  })
})

interface Doors {
  readonly server: TestServer
  readonly ecr: ECRClient
  readonly repository: ApiRepository
}

/** Every row of `ecr/door-rules.ts`, on both sides: the compiler wants one for each. */
const differences: Readonly<Record<keyof DoorRules, (doors: Doors) => Promise<void>>> = {
  async refusesSameImageAgain({ server, repository }) {
    await repository.pushImage(image, 'v1')
    await expect(repository.putManifest(image, 'v1')).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' })
    expect((await server.registry.pushManifest(repository.name, image, 'v1')).status).toBe(201)
  },

  async refusesOtherAlgorithms({ server, ecr, repository }) {
    const sha512 = `sha512:${hash('sha512', image.bytes, 'hex')}`
    await repository.pushImage(image, 'v1')
    const put = new PutImageCommand({
      repositoryName: repository.name,
      imageManifest: image.bytes.toString(),
      imageDigest: sha512,
    })
    await expect(ecr.send(put)).rejects.toMatchObject({
      name: 'ImageDigestDoesNotMatchException',
    })
    const path = `/v2/${repository.name}/manifests/${sha512}`
    const headers = { 'content-type': image.mediaType }
    expect((await server.registry.request('PUT', path, { body: image.bytes, headers })).status).toBe(201)
  },

  async refusesSameLayerAgain({ server, repository }) {
    await repository.pushLayer(layer)
    await expect(repository.pushLayer(layer)).rejects.toMatchObject({ name: 'LayerAlreadyExistsException' })
    await server.registry.pushBlob(repository.name, layer)
  },

  async refusesEmptyLayers({ server, repository }) {
    const empty = blobOf('')
    const uploadId = await repository.openUpload()
    await expect(repository.completeUpload(uploadId, empty.digest)).rejects.toMatchObject({
      name: 'EmptyUploadException',
    })
    await server.registry.pushBlob(repository.name, empty)
    expect((await server.registry.getBlob(repository.name, empty.digest)).status).toBe(200)
  },

  async refusesSmallParts({ server, repository }) {
    const { bytes, digest } = blobOf('0123456789')
    const uploadId = await repository.openUpload()
    await repository.uploadPart(uploadId, 0, bytes.subarray(0, 5))
    await repository.uploadPart(uploadId, 5, bytes.subarray(5))
    await expect(repository.completeUpload(uploadId, digest)).rejects.toMatchObject({
      name: 'LayerPartTooSmallException',
    })
    const { request } = server.registry
    const opened = await request('POST', `/v2/${repository.name}/blobs/uploads/`)
    const path = `/v2/${repository.name}/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
    await request('PATCH', path, { body: bytes.subarray(0, 5) })
    await request('PATCH', path, { body: bytes.subarray(5) })
    expect((await request('PUT', `${path}?digest=${digest}`)).status).toBe(201)
  },

  async refusesManyParts({ server, repository }) {
    const uploadId = await repository.openUpload()
    const opened = await server.registry.request('POST', `/v2/${repository.name}/blobs/uploads/`)
    const path = `/v2/${repository.name}/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
    await server.running.ctx.database.change(() =>
      query((db) => db.updateTable('upload').set({ part_count: quotas.partsPerLayer })),
    )
    await expect(repository.uploadPart(uploadId, 0, Buffer.alloc(1))).rejects.toMatchObject({
      name: 'LimitExceededException',
    })
    expect((await server.registry.request('PATCH', path, { body: Buffer.alloc(1) })).status).toBe(202)
  },

  async refusesUnreferencedDownloads({ server, repository }) {
    await repository.pushLayer(layer)
    await expect(repository.downloadUrl(layer.digest)).rejects.toMatchObject({ name: 'LayerInaccessibleException' })
    expect((await server.registry.getBlob(repository.name, layer.digest)).status).toBe(200)
  },

  async deletesImageWithLastTag({ server, repository, ecr }) {
    const repositoryName = repository.name
    await repository.pushImage(image, 'v1')
    await server.registry.request('DELETE', `/v2/${repositoryName}/manifests/v1`)
    const ids = async () => (await ecr.send(new ListImagesCommand({ repositoryName }))).imageIds
    expect(await ids()).toEqual([{ imageDigest: image.digest }])
    await repository.putManifest(image, 'v2')
    await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag: 'v2' }] }))
    expect(await ids()).toEqual([])
  },

  async refusesLargePages({ server, ecr, repository }) {
    const repositoryName = repository.name
    await repository.pushImage(image, 'v1')
    await expect(ecr.send(new ListImagesCommand({ repositoryName, maxResults: 10_000 }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
    const tags = await server.registry.request('GET', `/v2/${repositoryName}/tags/list?n=10000`)
    expect([tags.status, tags.json()]).toEqual([200, { name: repositoryName, tags: ['v1'] }])
  },
}

test.for(Object.entries(differences))(
  'the two doors differ in %s, and each keeps to its side',
  async ([, show], { server, ecr, repository }) => show({ server, ecr, repository }),
)
