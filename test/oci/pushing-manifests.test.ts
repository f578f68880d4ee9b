import { describe, expect } from 'vitest'
import { PutImageCommand, PutImageTagMutabilityCommand } from '@aws-sdk/client-ecr'
import { blobOf, descriptorOf, digestOf, imageOf, indexOf, manifestOf, OCI } from '../support/images.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'
import { nothing } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests */
const image = imageOf()
const blobs = image.blobs.map(({ digest }) => digest).toSorted()
const put = { headers: { 'content-type': image.mediaType }, body: image.bytes }

describe('§ Push › Pushing Manifests', () => {
  test.for([
    ['tag', 'v1', { v1: image.digest }],
    ['digest', image.digest, {}],
  ] as const)('a push by %s answers 201 with the location and digest', async ([, reference, tags], { repository }) => {
    await repository.pushBlob(...image.blobs)
    const answer = await repository.pushManifest(image, reference)
    expect(answer).toMatchObject({ status: 201, text: '' })
    expect(answer.headers['docker-content-digest']).toBe(image.digest)
    expect(answer.headers['oci-subject']).toBeUndefined()
    expect(answer.headers['oci-tag']).toBeUndefined()
    const { pathname } = new URL(answer.headers.location ?? '')
    expect(pathname).toBe(`/v2/${repository.name}/manifests/${image.digest}`)
    expect(await repository.stored()).toEqual({ ...nothing, images: [image.digest], tags, blobs })
  })

  test('a second push of a manifest answers 201, by tag and by digest', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    for (const reference of ['v1', image.digest]) {
      expect((await repository.pushManifest(image, reference)).status).toBe(201)
    }
    expect(await repository.stored()).toMatchObject({ images: [image.digest], tags: { v1: image.digest } })
  })

  test('an immutable tag takes the same manifest again with 201, and other bytes answer 400', async ({
    repository,
    server,
  }) => {
    await server.ecr.send(
      new PutImageTagMutabilityCommand({ repositoryName: repository.name, imageTagMutability: 'IMMUTABLE' }),
    )
    await repository.pushImage(image, 'v1')
    expect((await repository.pushManifest(image, 'v1')).status).toBe(201)
    const other = imageOf({ annotations: { other: 'bytes' } })
    const sentence = `The image tag 'v1' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`
    expectRefusal(await repository.pushManifest(other, 'v1'), 400, 'TAG_INVALID', sentence)
    const byDigest = await repository.ask('PUT', `manifests/${other.digest}?tag=v2&tag=v1`, {
      ...put,
      body: other.bytes,
    })
    expectRefusal(byDigest, 400, 'TAG_INVALID', sentence)
    expect(await repository.stored()).toMatchObject({ images: [image.digest], tags: { v1: image.digest } })
  })

  test('an index and its images can be pushed again where tags are immutable', async ({ repository, server }) => {
    await server.ecr.send(
      new PutImageTagMutabilityCommand({ repositoryName: repository.name, imageTagMutability: 'IMMUTABLE' }),
    )
    const arm = imageOf({ platform: { os: 'linux', architecture: 'arm64' } })
    const index = indexOf([{ manifest: image }, { manifest: arm }])
    for (let push = 0; push < 2; push += 1) {
      await repository.pushImage(image)
      await repository.pushImage(arm)
      expect((await repository.pushManifest(index, 'v1')).status).toBe(201)
    }
    expectRefusal(await repository.pushManifest(arm, 'v1'), 400, 'TAG_INVALID')
    expect((await repository.stored()).tags).toEqual({ v1: index.digest })
  })

  test.for([
    ['has a parameter', 'application/vnd.oci.image.manifest.v1+json; charset=utf-8'],
    ['has capitals', 'Application/vnd.OCI.image.manifest.v1+JSON'],
    ['is absent and the manifest states its type', undefined],
  ] as const)('a push answers 201 when the Content-Type %s', async ([, contentType], { repository }) => {
    await repository.pushBlob(...image.blobs)
    const headers = contentType === undefined ? {} : { 'content-type': contentType }
    expect((await repository.ask('PUT', 'manifests/v1', { headers, body: image.bytes })).status).toBe(201)
    expect((await repository.ask('GET', 'manifests/v1')).headers['content-type']).toBe(OCI.manifest)
  })

  test('a manifest that does not state its type gets that of its Content-Type', async ({ repository }) => {
    const untyped = manifestOf(
      { schemaVersion: 2, config: descriptorOf(image.config), layers: [], annotations: {} },
      OCI.manifest,
    )
    await repository.pushBlob(...image.blobs)
    expect((await repository.pushManifest(untyped, 'v1')).status).toBe(201)
    expect((await repository.ask('GET', 'manifests/v1')).headers['content-type']).toBe(OCI.manifest)
  })

  test('a stream without Content-Length is stored', async ({ repository }) => {
    await repository.pushBlob(...image.blobs)
    const body = (async function* () {
      yield image.bytes.subarray(0, 10)
      yield image.bytes.subarray(10)
    })()
    expect((await repository.ask('PUT', 'manifests/v1', { ...put, body })).status).toBe(201)
  })

  test('a push with missing blobs answers 404, names each once, and stores nothing', async ({ repository }) => {
    const [config, layer] = image.blobs.map(({ digest }) => digest)
    const sentence = `Layers with digests '[${config}, ${layer}]' required for pushing image into repository with name '${repository.name}' in the registry with id '123456789012' do not exist`
    expectRefusal(await repository.pushManifest(image, 'v1'), 404, 'MANIFEST_BLOB_UNKNOWN', sentence)
    expect(await repository.stored()).toEqual(nothing)
  })

  test('a push whose blobs are only in another repository answers 404', async ({ newRepository }) => {
    const [owner, other] = [await newRepository(), await newRepository()]
    await owner.pushBlob(...image.blobs)
    expectRefusal(await other.pushManifest(image, 'v1'), 404, 'MANIFEST_BLOB_UNKNOWN', /^Layers with digests /)
    expect(await other.stored()).toEqual(nothing)
  })

  test('a push of an index answers 404 when a manifest that it names is missing', async ({ repository }) => {
    const other = imageOf({ annotations: { n: '2' } })
    await repository.pushImage(image)
    const index = indexOf([{ manifest: image }, { manifest: other }])
    const sentence = `Images with digests '[${other.digest}]' required for pushing image into repository with name '${repository.name}' in the registry with id '123456789012' do not exist`
    expectRefusal(await repository.pushManifest(index, 'v1'), 404, 'MANIFEST_BLOB_UNKNOWN', sentence)
    expect(await repository.stored()).toEqual({ ...nothing, images: [image.digest], blobs })
  })

  test.for([
    ['sha256', digestOf('something else')],
    ['sha512', digestOf('something else', 'sha512')],
  ] as const)(
    'a push of bytes that do not match the %s digest in its path answers 400',
    async ([, digest], { repository }) => {
      await repository.pushBlob(...image.blobs)
      const sentence = `The image with digest '${digest}' in repository '${repository.name}' and registry ID '123456789012' does not match the image digest that Amazon ECR has calculated.`
      expectRefusal(await repository.pushManifest(image, digest), 400, 'MANIFEST_INVALID', sentence)
      expect(await repository.stored()).toEqual({ ...nothing, blobs })
    },
  )

  test('a push to a missing repository answers 404', async ({ server }) => {
    const answer = await server.registry.pushManifest('team/missing', image, 'v1')
    expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
  })
})

describe('§ Push › Pushing Manifests › tags of a push by digest', () => {
  test('each ?tag= is attached and named in OCI-Tag', async ({ repository }) => {
    await repository.pushBlob(...image.blobs)
    const tags = Array.from({ length: 12 }, (_, index) => `1.${index}`)
    const query = tags.map((tag) => `tag=${tag}`).join('&')
    const answer = await repository.ask('PUT', `manifests/${image.digest}?${query}&tag=1.0`, put)
    expect(answer.status).toBe(201)
    expect(String(answer.headers['oci-tag']).split(', ')).toEqual(tags)
    expect((await repository.stored()).tags).toEqual(Object.fromEntries(tags.map((tag) => [tag, image.digest])))
  })

  test('an invalid ?tag= refuses the whole push with 400', async ({ repository }) => {
    await repository.pushBlob(...image.blobs)
    for (const tag of ['-x', '', 'a/b', 'x'.repeat(129)]) {
      const answer = await repository.ask('PUT', `manifests/${image.digest}?tag=ok&tag=${encodeURIComponent(tag)}`, put)
      expectRefusal(answer, 400, 'TAG_INVALID', /^Invalid parameter at 'imageTag' /)
    }
    expect(await repository.stored()).toEqual({ ...nothing, blobs })
  })

  test('?tag= is ignored when the path names a tag', async ({ repository }) => {
    await repository.pushBlob(...image.blobs)
    const answer = await repository.ask('PUT', 'manifests/v1?tag=v2', put)
    expect([answer.status, answer.headers['oci-tag']]).toEqual([201, undefined])
    expect((await repository.stored()).tags).toEqual({ v1: image.digest })
  })

  test('?tag= is attached to an image that exists, and to one under sha512', async ({ repository }) => {
    await repository.pushImage(image)
    await repository.ask('PUT', `manifests/${image.digest}?tag=later`, put)
    const digest = digestOf(image.bytes, 'sha512')
    await repository.ask('PUT', `manifests/${digest}?tag=strong`, put)
    expect((await repository.stored()).tags).toEqual({ later: image.digest, strong: digest })
  })
})

describe('§ Push › Pushing Manifests › size', () => {
  const limitBytes = 4 * 1024 * 1024
  const ofSize = (sizeBytes: number) => {
    const document = { schemaVersion: 2, mediaType: OCI.manifest, config: descriptorOf(image.config), layers: [] }
    const padding = sizeBytes - JSON.stringify({ ...document, annotations: { pad: '' } }).length
    return manifestOf({ ...document, annotations: { pad: 'x'.repeat(padding) } }, OCI.manifest)
  }

  test('a manifest of 4 MiB is stored', async ({ repository }) => {
    await repository.pushBlob(...image.blobs)
    const manifest = ofSize(limitBytes)
    expect((await repository.pushManifest(manifest, 'large')).status).toBe(201)
    expect((await repository.ask('GET', 'manifests/large')).body.equals(manifest.bytes)).toBe(true)
  })

  test.for([
    ['with Content-Length', true],
    ['as a stream', false],
  ] as const)(
    'a manifest of 4 MiB and a byte answers 413 %s, and nothing is stored',
    async ([, hasLength], { repository }) => {
      await repository.pushBlob(...image.blobs)
      const { bytes } = ofSize(limitBytes + 1)
      const headers = { 'content-type': OCI.manifest, ...(hasLength ? { 'content-length': bytes.length } : {}) }
      const body = hasLength ? bytes : inPieces(bytes)
      const answer = await repository.ask('PUT', 'manifests/large', { headers, body })
      expectRefusal(answer, 413, 'SIZE_INVALID', 'The request body is larger than 4194304 bytes')
      expect(await repository.stored()).toEqual({ ...nothing, blobs })
    },
  )

  test('PutImage refuses a manifest above 4 MiB in bytes that has fewer characters', async ({ server, repository }) => {
    await repository.pushBlob(...image.blobs)
    const imageManifest = ofSize(limitBytes - 1)
      .bytes.toString()
      .replace('xx', 'éé')
    const put = new PutImageCommand({ repositoryName: repository.name, imageManifest, imageTag: 'large' })
    await expect(server.ecr.send(put)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `Invalid parameter at 'imageManifest' failed to satisfy constraint: 'Member must have length less than or equal to ${limitBytes}'`,
    })
    expect(await repository.stored()).toEqual({ ...nothing, blobs })
  })

  test('a manifest with more layers than an image may have answers 403', async ({ repository }) => {
    const layers = Array(1_001).fill({ mediaType: OCI.layer, digest: digestOf('absent'), size: 1 }) as object[]
    const document = { schemaVersion: 2, mediaType: OCI.manifest, config: descriptorOf(image.config), layers }
    const sentence = 'The maximum number of layers or images per manifest (1000) has been reached'
    expectRefusal(await repository.pushManifest(manifestOf(document, OCI.manifest)), 403, 'DENIED', sentence)
  })

  test('a manifest of 12 MiB answers 413, with Content-Length and as a stream', async ({ repository }) => {
    const bytes = Buffer.alloc(3 * limitBytes, ' ')
    for (const body of [bytes, inPieces(bytes)]) {
      expectRefusal(await repository.ask('PUT', 'manifests/large', { ...put, body }), 413, 'SIZE_INVALID')
    }
    expect(await repository.stored()).toEqual(nothing)
  })
})

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const step = 100_000
  for (let start = 0; start < bytes.length; start += step) yield bytes.subarray(start, start + step)
}

describe('§ Push › Pushing Manifests › repeated layers', () => {
  test('a layer that a manifest names twice, or under two types, is stored once', async ({ repository }) => {
    const layer = blobOf('the same twice', OCI.layer)
    const twice = manifestOf(
      {
        schemaVersion: 2,
        mediaType: OCI.manifest,
        config: descriptorOf(image.config),
        layers: [layer, layer, { ...layer, mediaType: 'application/vnd.example' }].map(descriptorOf),
      },
      OCI.manifest,
    )
    await repository.pushBlob(image.config, layer)
    expect((await repository.pushManifest(twice, 'v1')).status).toBe(201)
  })
})
