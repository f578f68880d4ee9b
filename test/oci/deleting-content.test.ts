import { describe, expect } from 'vitest'
import { PutImageTagMutabilityCommand } from '@aws-sdk/client-ecr'
import { blobOf, digestOf, imageOf, indexOf } from '../support/images.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'
import { nothing } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#content-management */
const image = imageOf()
const blobs = image.blobs.map(({ digest }) => digest).toSorted()

describe('§ Content Management › Deleting tags', () => {
  test('DELETE of a tag answers 202 and keeps the image and its other tags', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    await repository.pushManifest(image, 'v2')
    const answer = await repository.ask('DELETE', 'manifests/v1')
    expect(answer).toMatchObject({ status: 202, text: '' })
    expectRefusal(await repository.ask('GET', 'manifests/v1'), 404, 'MANIFEST_UNKNOWN')
    expect(await repository.stored()).toEqual({ ...nothing, images: [image.digest], tags: { v2: image.digest }, blobs })
  })

  test('DELETE of the last tag keeps the image, untagged', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    expect((await repository.ask('DELETE', 'manifests/v1')).status).toBe(202)
    expect((await repository.ask('GET', `manifests/${image.digest}`)).status).toBe(200)
    expect(await repository.stored()).toEqual({ ...nothing, images: [image.digest], blobs })
  })

  test('DELETE of an unknown tag answers 404', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    for (const tag of ['v2', 'v1 ', '-x', 'x'.repeat(200)]) {
      const answer = await repository.ask('DELETE', `manifests/${encodeURIComponent(tag)}`)
      expectRefusal(answer, 404, 'MANIFEST_UNKNOWN', 'Requested image not found')
    }
    expect((await repository.stored()).tags).toEqual({ v1: image.digest })
  })

  test('DELETE of a tag answers 202 where tags are immutable, too', async ({ repository, server }) => {
    const repositoryName = repository.name
    await server.ecr.send(new PutImageTagMutabilityCommand({ repositoryName, imageTagMutability: 'IMMUTABLE' }))
    await repository.pushImage(image, 'v1')
    expect((await repository.ask('DELETE', 'manifests/v1')).status).toBe(202)
  })
})

describe('§ Content Management › Deleting manifests', () => {
  test('DELETE of a digest removes the image and its tags, and keeps its blobs', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    await repository.pushManifest(image, 'v2')
    expect(await repository.ask('DELETE', `manifests/${image.digest}`)).toMatchObject({ status: 202, text: '' })
    expect(await repository.stored()).toEqual({ ...nothing, blobs })
    for (const reference of ['v1', 'v2', image.digest]) {
      expectRefusal(await repository.ask('GET', `manifests/${reference}`), 404, 'MANIFEST_UNKNOWN')
    }
    const again = await repository.ask('DELETE', `manifests/${image.digest}`)
    expectRefusal(again, 404, 'MANIFEST_UNKNOWN', 'Requested image not found')
  })

  test('DELETE of an image that an index names answers 405 until the index is deleted', async ({ repository }) => {
    const index = indexOf([{ manifest: image }])
    const outer = indexOf([{ manifest: index }])
    await repository.pushImage(image, 'v1')
    await repository.pushManifest(index)
    await repository.pushManifest(outer, 'outer')
    for (const [digest, parent] of [
      [image.digest, index.digest],
      [index.digest, outer.digest],
    ] as const) {
      const answer = await repository.ask('DELETE', `manifests/${digest}`)
      expectRefusal(answer, 405, 'UNSUPPORTED', `Requested image referenced by manifest list: [${parent}]`)
    }
    expect((await repository.stored()).images).toEqual([image.digest, index.digest, outer.digest])
    for (const { digest } of [outer, index, image]) {
      expect((await repository.ask('DELETE', `manifests/${digest}`)).status).toBe(202)
    }
    expect(await repository.stored()).toEqual({ ...nothing, blobs })
  })

  test('DELETE of a sha512 digest removes the image that was pushed under it', async ({ repository }) => {
    const digest = digestOf(image.bytes, 'sha512')
    await repository.pushImage(image, digest)
    expect((await repository.ask('DELETE', `manifests/${image.digest}`)).status).toBe(404)
    expect((await repository.ask('DELETE', `manifests/${digest}`)).status).toBe(202)
    expect((await repository.stored()).images).toEqual([])
  })

  test('DELETE of a malformed digest answers 400', async ({ repository }) => {
    expectRefusal(await repository.ask('DELETE', 'manifests/sha256:short'), 400, 'DIGEST_INVALID')
  })

  test('an image that was deleted by digest can be pushed again', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    await repository.ask('DELETE', `manifests/${image.digest}`)
    expect((await repository.pushManifest(image, 'v1')).status).toBe(201)
    expect((await repository.ask('GET', 'manifests/v1')).body).toEqual(image.bytes)
  })
})

describe('§ Content Management › Deleting blobs', () => {
  const blob = blobOf('not needed')

  test('DELETE of a blob that no image names answers 202', async ({ repository }) => {
    await repository.pushBlob(blob)
    expect(await repository.ask('DELETE', `blobs/${blob.digest}`)).toMatchObject({ status: 202, text: '' })
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      expect((await repository.ask(method, `blobs/${blob.digest}`)).status).toBe(404)
    }
    expect(await repository.stored()).toEqual(nothing)
  })

  test('DELETE of a blob that an image names answers 405 until the image is deleted', async ({ repository }) => {
    await repository.pushImage(image)
    for (const { digest } of image.blobs) {
      const answer = await repository.ask('DELETE', `blobs/${digest}`)
      expectRefusal(answer, 405, 'UNSUPPORTED', `Requested layer ${digest} referenced by image: [${image.digest}]`)
    }
    expect((await repository.stored()).blobs).toEqual(blobs)
    await repository.ask('DELETE', `manifests/${image.digest}`)
    for (const { digest } of image.blobs) {
      expect((await repository.ask('DELETE', `blobs/${digest}`)).status).toBe(202)
    }
    expect(await repository.stored()).toEqual(nothing)
  })

  test('DELETE of a blob keeps it in the other repositories that have it', async ({ newRepository }) => {
    const [one, other] = [await newRepository(), await newRepository()]
    for (const repository of [one, other]) await repository.pushBlob(blob)
    await one.ask('DELETE', `blobs/${blob.digest}`)
    expect((await other.ask('GET', `blobs/${blob.digest}`)).body).toEqual(blob.bytes)
    expect((await one.ask('GET', `blobs/${blob.digest}`)).status).toBe(404)
  })

  test('DELETE of an unknown blob answers 404', async ({ repository }) => {
    const { digest } = blobOf('never pushed')
    const sentence = `The layer with digest '${digest}' does not exist in the repository with name '${repository.name}' in the registry with id '123456789012'`
    expectRefusal(await repository.ask('DELETE', `blobs/${digest}`), 404, 'BLOB_UNKNOWN', sentence)
  })

  test('a blob that was deleted can be pushed again', async ({ repository }) => {
    await repository.pushBlob(blob)
    await repository.ask('DELETE', `blobs/${blob.digest}`)
    await repository.pushBlob(blob)
    expect((await repository.ask('GET', `blobs/${blob.digest}`)).body).toEqual(blob.bytes)
  })

  test('DELETE in a missing repository answers 404 for blobs, manifests, tags and uploads', async ({ server }) => {
    for (const path of [`blobs/${blob.digest}`, `manifests/${blob.digest}`, 'manifests/v1', 'blobs/uploads/x']) {
      const answer = await server.registry.request('DELETE', `/v2/team/missing/${path}`)
      expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
    }
  })
})
