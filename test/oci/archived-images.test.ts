import { type TargetStorageClass, UpdateImageStorageClassCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { artifactOf, imageOf, indexOf, layerOf, type Manifest } from '../support/images.ts'
import type { TestServer } from '../support/test-server.ts'
import { expectRefusal, test } from './oci-test.ts'
import type { TestRepository } from './test-repository.ts'

const image = imageOf()
const other = imageOf({ layers: [layerOf({ motd: 'other' })] })
const index = indexOf([{ manifest: image }])
const signature = artifactOf({ artifactType: 'application/x.signature', subject: image })

const notFound = 'Requested image not found'

interface Asked {
  readonly server: TestServer
  readonly repository: TestRepository
}

async function move({ server, repository }: Asked, { digest }: Manifest, targetStorageClass: TargetStorageClass) {
  const ask = { repositoryName: repository.name, imageId: { imageDigest: digest }, targetStorageClass }
  await server.ecr.send(new UpdateImageStorageClassCommand(ask))
}

async function statusesOf(repository: TestRepository, ...paths: readonly string[]): Promise<number[]> {
  const statuses: number[] = []
  for (const path of paths)
    for (const method of ['HEAD', 'GET']) statuses.push((await repository.ask(method, path)).status)
  return statuses
}

async function tagsOf(repository: TestRepository, query = ''): Promise<unknown> {
  const answer = await repository.ask('GET', `tags/list${query}`)
  return (answer.json() as { tags: unknown }).tags
}

async function referrersOf(repository: TestRepository, { digest }: Manifest): Promise<unknown> {
  const answer = await repository.ask('GET', `referrers/${digest}`)
  return (answer.json() as { manifests: { digest: string }[] }).manifests.map((each) => each.digest)
}

describe('an archived image', () => {
  test('is not pulled, by tag or digest, nor while it is being restored', async ({ server, repository }) => {
    const asked = { server, repository }
    await repository.pushImage(image, 'v1')
    const paths = ['manifests/v1', `manifests/${image.digest}`]
    expect(await statusesOf(repository, ...paths)).toEqual([200, 200, 200, 200])
    for (const storageClass of ['ARCHIVE', 'STANDARD'] as const) {
      await move(asked, image, storageClass)
      expect(await statusesOf(repository, ...paths)).toEqual([404, 404, 404, 404])
      expectRefusal(await repository.ask('GET', 'manifests/v1'), 404, 'MANIFEST_UNKNOWN', notFound)
    }
  })

  test('is pulled again once its restore has ended', async ({ server, repository }) => {
    const restoreMs = server.running.ctx.settings.archiveRestoreMs
    expect(restoreMs).toBe(20 * 60 * 1000)
    await repository.pushImage(image, 'v1')
    for (const storageClass of ['ARCHIVE', 'STANDARD'] as const) await move({ server, repository }, image, storageClass)
    const paths = ['manifests/v1', `blobs/${image.config.digest}`]
    server.clock.advance(restoreMs - 60_000)
    expect(await statusesOf(repository, ...paths)).toEqual([404, 404, 404, 404])
    server.clock.advance(60_000)
    expect(await statusesOf(repository, ...paths)).toEqual([200, 200, 200, 200])
    server.clock.advance(-restoreMs)
  })

  test('keeps its layers to itself, unless an active image names them', async ({ server, repository }) => {
    await repository.pushImage(image)
    const [layer] = image.blobs.filter(({ digest }) => digest !== image.config.digest)
    const path = `blobs/${layer?.digest}`
    await move({ server, repository }, image, 'ARCHIVE')
    expect(await statusesOf(repository, path)).toEqual([404, 404])
    expectRefusal(await repository.ask('GET', path), 404, 'BLOB_UNKNOWN')
    await repository.pushImage(imageOf({ config: { Cmd: ['true'] } }))
    expect(await statusesOf(repository, path)).toEqual([200, 200])
  })

  test('gives no layer to a mount', async ({ server, repository, newRepository }) => {
    await repository.pushImage(image)
    await move({ server, repository }, image, 'ARCHIVE')
    const target = await newRepository()
    const mount = `blobs/uploads/?mount=${image.config.digest}&from=${repository.name}`
    expect((await target.ask('POST', mount)).status).toBe(202)
  })

  test('is active at once when it is pushed again, with its layers', async ({ server, repository }) => {
    for (const reference of ['v1', image.digest]) {
      await repository.pushImage(image, 'v1')
      await move({ server, repository }, image, 'ARCHIVE')
      expect((await repository.pushManifest(image, reference)).status).toBe(201)
      expect(await statusesOf(repository, 'manifests/v1', `blobs/${image.config.digest}`)).toEqual([200, 200, 200, 200])
    }
  })

  test('is deleted by tag and by digest', async ({ server, repository }) => {
    await repository.pushImage(image, 'v1')
    await move({ server, repository }, image, 'ARCHIVE')
    expect((await repository.ask('DELETE', 'manifests/v1')).status).toBe(202)
    expect((await repository.ask('DELETE', `manifests/${image.digest}`)).status).toBe(202)
    expect((await repository.ask('DELETE', `manifests/${image.digest}`)).status).toBe(404)
    expect(await repository.stored()).toMatchObject({ images: [], tags: {} })
  })

  test('loses a tag to another image that is pushed under it', async ({ server, repository }) => {
    await repository.pushImage(image, 'v1')
    await move({ server, repository }, image, 'ARCHIVE')
    await repository.pushImage(other, 'v1')
    expect((await repository.ask('GET', 'manifests/v1')).headers['docker-content-digest']).toBe(other.digest)
    expect(await statusesOf(repository, `manifests/${image.digest}`)).toEqual([404, 404])
  })
})

describe('an index of archived images', () => {
  test('is refused: MANIFEST_BLOB_UNKNOWN', async ({ server, repository }) => {
    await repository.pushImage(image)
    await move({ server, repository }, image, 'ARCHIVE')
    expectRefusal(await repository.pushManifest(index, 'all'), 404, 'MANIFEST_BLOB_UNKNOWN')
    await repository.pushManifest(image)
    expect((await repository.pushManifest(index, 'all')).status).toBe(201)
  })

  test('that is archived with them makes them active when it is pushed again', async ({ server, repository }) => {
    await repository.pushImage(image)
    await repository.pushManifest(index, 'all')
    await move({ server, repository }, index, 'ARCHIVE')
    const path = `manifests/${image.digest}`
    expect(await statusesOf(repository, path)).toEqual([404, 404])
    await repository.pushManifest(index, 'all')
    expect(await statusesOf(repository, path, 'manifests/all')).toEqual([200, 200, 200, 200])
  })
})

describe('lists', () => {
  test('of tags leave out those of archived images, on every page', async ({ server, repository }) => {
    await repository.pushImage(image)
    await repository.pushImage(other)
    for (const tag of ['a', 'd', 'g']) await repository.pushManifest(other, tag)
    for (const tag of ['b', 'c', 'e', 'f', 'h']) await repository.pushManifest(image, tag)
    await move({ server, repository }, image, 'ARCHIVE')
    expect(await tagsOf(repository)).toEqual(['a', 'd', 'g'])
    for (const size of [1, 2, 3]) {
      const pages: unknown[] = []
      for (let query: string | undefined = `?n=${size}`; query !== undefined; ) {
        const answer = await repository.ask('GET', `tags/list${query}`)
        pages.push(...(answer.json() as { tags: unknown[] }).tags)
        query = /(\?[^>]*)>/.exec(String(answer.headers.link ?? ''))?.[1]
      }
      expect(pages).toEqual(['a', 'd', 'g'])
    }
  })

  test('of tags find those of active images behind a thousand others', async ({ server, repository }) => {
    const many = Array.from({ length: 25 }, (_, at) => imageOf({ layers: [layerOf({ motd: `${at}` })] }))
    for (const [at, each] of many.entries()) {
      await repository.pushImage(each)
      const tags = Array.from({ length: 50 }, (_, number) => `tag=old-${at}-${number}`).join('&')
      const headers = { 'content-type': each.mediaType }
      await repository.ask('PUT', `manifests/${each.digest}?${tags}`, { headers, body: each.bytes })
      await move({ server, repository }, each, 'ARCHIVE')
    }
    await repository.pushImage(other, 'young')
    expect(await tagsOf(repository, '?n=1')).toEqual(['young'])
  })

  test('of referrers leave out archived ones, which follow their subject', async ({ server, repository }) => {
    const asked = { server, repository }
    await repository.pushImage(image, 'v1')
    await repository.pushImage(signature)
    expect(await referrersOf(repository, image)).toEqual([signature.digest])
    await move(asked, signature, 'ARCHIVE')
    expect(await referrersOf(repository, image)).toEqual([])
    await repository.pushManifest(signature)
    await move(asked, image, 'ARCHIVE')
    expect(await referrersOf(repository, image)).toEqual([])
    expect(await statusesOf(repository, `manifests/${signature.digest}`)).toEqual([404, 404])
    await repository.pushManifest(image, 'v1')
    expect(await referrersOf(repository, image)).toEqual([signature.digest])
  })
})
