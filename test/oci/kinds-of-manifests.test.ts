import { describe, expect } from 'vitest'
import {
  artifactOf,
  blobOf,
  descriptorOf,
  DOCKER,
  EMPTY,
  type Image,
  imageOf,
  indexOf,
  layerOf,
  type Manifest,
  manifestOf,
  OCI,
} from '../support/images.ts'
import { schema1Of } from '../support/schema1.ts'
import { expectRefusal, test } from './oci-test.ts'
import { nothing, type TestRepository } from './test-repository.ts'

/** Every kind is stored and served byte for byte. https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md */
const oci = imageOf()
const docker = imageOf({ vocabulary: DOCKER })
const layer = layerOf({ 'etc/motd': 'old\n' })
const foreign = {
  mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
  digest: blobOf('windows').digest,
}

const imageWith = (members: object, blobs = [oci.config], mediaType: string = OCI.manifest): Image => ({
  ...manifestOf({ schemaVersion: 2, mediaType, config: descriptorOf(oci.config), ...members }, mediaType),
  blobs,
  config: oci.config,
})
const listWith = (members: object): Manifest =>
  manifestOf({ schemaVersion: 2, mediaType: OCI.index, ...members }, OCI.index)

async function expectKept(repository: TestRepository, manifest: Manifest): Promise<void> {
  const pushed = await repository.pushManifest(manifest, 'kept')
  expect([pushed.status, pushed.text]).toEqual([201, ''])
  expect(pushed.headers['docker-content-digest']).toBe(manifest.digest)
  for (const reference of ['kept', manifest.digest]) {
    const answer = await repository.ask('GET', `manifests/${reference}`)
    expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
      200,
      manifest.mediaType,
      manifest.bytes,
    ])
  }
}

describe('§ Push › Pushing Manifests › images', () => {
  test.for<[string, Image]>([
    ['an OCI image', oci],
    ['a docker image of schema 2', docker],
    ['an image without layers', imageWith({ layers: [] })],
    ['an image whose layers are null, as Go writes none', imageWith({ layers: null })],
    ['an artifact with the empty config', artifactOf({ artifactType: 'application/vnd.example', content: 'hello' })],
    ['an artifact that is nothing but its type', artifactOf({ artifactType: 'application/vnd.example' })],
    ['an image with unknown members', imageWith({ layers: [], 'x-new': { deep: [1, 2.5e3, null] } })],
    [
      'an image whose descriptor has unknown members',
      imageWith({ layers: [{ ...descriptorOf(EMPTY), x: 1 }] }, [oci.config, EMPTY]),
    ],
    [
      'an image whose descriptor holds its data',
      imageWith({ layers: [{ ...descriptorOf(EMPTY), data: 'e30=' }] }, [oci.config, EMPTY]),
    ],
    ['an image with annotations in any script', imageOf({ annotations: { 'org.example': 'żółć 測試 \u0000 "\\' } })],
    [
      'an image with an absent layer that is kept elsewhere',
      imageWith({ layers: [{ ...foreign, size: 1, urls: ['https://x.example/'] }] }),
    ],
    [
      'an image with a layer of an unknown type',
      imageOf({ layers: [layerOf({ a: 'b' }, 'application/vnd.example.layer')] }),
    ],
  ])('%s is stored and served byte for byte', async ([, image], { repository }) => {
    await repository.pushBlob(...image.blobs)
    await expectKept(repository, image)
  })

  test.for([
    ['indented', (text: string) => JSON.stringify(JSON.parse(text), null, 3)],
    ['with a newline behind', (text: string) => `${text}\n`],
    [
      'with members in another order',
      (text: string) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).toReversed())),
    ],
    ['with escapes', (text: string) => text.replace('"layers"', '"l\\u0061yers"')],
  ] as const)('an image %s is stored and served byte for byte', async ([, rewrite], { repository }) => {
    await repository.pushBlob(...oci.blobs)
    await expectKept(repository, manifestOf(rewrite(oci.bytes.toString()), OCI.manifest))
  })

  test('docker’s signed schema 1 is stored under the digest of its signed payload', async ({ repository }) => {
    const signed = schema1Of({ repository: repository.name, tag: 'kept', layers: [layer] })
    const again = schema1Of({ repository: repository.name, tag: 'kept', layers: [layer] })
    await repository.pushBlob(layer)
    await expectKept(repository, signed)
    expect(again.digest).toBe(signed.digest)
    expect(again.bytes.equals(signed.bytes)).toBe(false)
    expect((await repository.pushManifest(again, 'kept')).status).toBe(201)
    expect((await repository.stored()).images).toEqual([signed.digest])
  })

  test('docker’s unsigned schema 1 is stored and served byte for byte', async ({ repository }) => {
    await repository.pushBlob(layer)
    const document = { schemaVersion: 1, name: 'x', tag: 'y', fsLayers: [{ blobSum: layer.digest }], history: [] }
    await expectKept(repository, manifestOf(document, 'application/vnd.docker.distribution.manifest.v1+json'))
  })

  test('the artifact manifest of ORAS is stored and served byte for byte', async ({ repository }) => {
    const type = 'application/vnd.cncf.oras.artifact.manifest.v1+json'
    await repository.pushImage(oci)
    await repository.pushBlob(layer)
    const document = {
      mediaType: type,
      artifactType: 'application/vnd.example',
      blobs: [descriptorOf(layer)],
      subject: descriptorOf(oci),
    }
    await expectKept(repository, manifestOf(document, type))
  })
})

describe('§ Push › Pushing Manifests › indexes', () => {
  const windows = imageOf({ platform: { os: 'windows', architecture: 'amd64' } })

  test.for<[string, Manifest]>([
    ['an OCI index', indexOf([{ manifest: oci }, { manifest: windows }])],
    ['a docker list', indexOf([{ manifest: docker }], { vocabulary: DOCKER })],
    ['an index of both vocabularies', indexOf([{ manifest: docker }, { manifest: oci }])],
    ['an index of nothing', listWith({ manifests: [] })],
    ['an index whose manifests are null', listWith({ manifests: null })],
    ['an index that names an image twice', indexOf([{ manifest: oci }, { manifest: oci }])],
    [
      'an index with an artifactType and unknown members',
      listWith({ artifactType: 'a/b', manifests: [], 'x-new': {} }),
    ],
  ])('%s is stored and served byte for byte', async ([, index], { repository }) => {
    for (const image of [oci, windows, docker]) await repository.pushImage(image)
    await expectKept(repository, index)
  })

  test('indexes in indexes are stored and served byte for byte', async ({ repository }) => {
    await repository.pushImage(oci)
    let manifest: Manifest = oci
    for (let depth = 0; depth < 5; depth += 1) {
      manifest = indexOf([{ manifest }], { annotations: { depth: String(depth) } })
      await expectKept(repository, manifest)
    }
  })
})

describe('§ Push › Pushing Manifests › invalid manifests', () => {
  const invalid = "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'"
  const valid = JSON.parse(oci.bytes.toString()) as Record<string, unknown>
  const config = descriptorOf(oci.config)

  test.for<[string, unknown]>([
    ['broken JSON', '{"schemaVersion":2'],
    ['no bytes at all', ''],
    ['a list in place of the object', '[]'],
    ['null in place of the object', 'null'],
    ['a number in place of the object', '7'],
    ['bytes that are no UTF-8', Buffer.from('{"a":"\xff"}', 'latin1')],
    ['a byte order mark', `\ufeff${JSON.stringify(valid)}`],
    ['version 1 with the members of 2', { ...valid, schemaVersion: 1 }],
    ['no schemaVersion', { ...valid, schemaVersion: undefined }],
    ['a schemaVersion that is a text', { ...valid, schemaVersion: '2' }],
    ['layers beside manifests', { ...valid, manifests: [] }],
    ['fsLayers beside layers', { ...valid, fsLayers: [] }],
    ['blobs beside layers', { ...valid, blobs: [] }],
    ['no config', { ...valid, config: undefined }],
    ['a config that is null', { ...valid, config: null }],
    ['no layers', { ...valid, layers: undefined }],
    ['layers that are no list', { ...valid, layers: {} }],
    ['a layer that is null', { ...valid, layers: [null] }],
    ['a layer that is a text', { ...valid, layers: [config.digest] }],
    ['a descriptor without digest', { ...valid, config: { ...config, digest: undefined } }],
    ['a malformed digest', { ...valid, config: { ...config, digest: 'sha256:short' } }],
    ['a digest that is a path', { ...valid, config: { ...config, digest: '../../etc/passwd' } }],
    [
      'a digest of another algorithm',
      { ...valid, config: { ...config, digest: 'md5:d41d8cd98f00b204e9800998ecf8427e' } },
    ],
    ['a descriptor without type', { ...valid, config: { ...config, mediaType: undefined } }],
    ['a descriptor without size', { ...valid, config: { ...config, size: undefined } }],
    ['a negative size', { ...valid, config: { ...config, size: -1 } }],
    ['a size with a fraction', { ...valid, config: { ...config, size: 1.5 } }],
    ['a size that no number holds', { ...valid, config: { ...config, size: 2 ** 60 } }],
    ['a size as text', { ...valid, config: { ...config, size: '3' } }],
    ['a subject that is a text', { ...valid, subject: config.digest }],
    ['a subject without digest', { ...valid, subject: { mediaType: OCI.manifest, size: 1 } }],
    // Go's decoders don't mind capitals: they would see other layers than ecrd checks and keeps.
    ['a second spelling of layers', { ...valid, Layers: [] }],
    ['a second spelling of manifests', { ...valid, MANIFESTS: [] }],
    ['a second spelling of mediaType', { ...valid, mediatype: OCI.index }],
    ['a second spelling of digest', { ...valid, config: { ...config, Digest: `sha256:${'0'.repeat(64)}` } }],
    ['a long s, which folds to s in Go', { ...valid, 'layer\u017f': [] }],
    ['a type that is a number', { ...valid, mediaType: 5 }],
  ])('a manifest with %s answers 405', async ([, document], { repository }) => {
    await repository.pushBlob(...oci.blobs)
    const body = document instanceof Buffer || typeof document === 'string' ? document : JSON.stringify(document)
    const answer = await repository.ask('PUT', 'manifests/bad', { headers: { 'content-type': OCI.manifest }, body })
    expectRefusal(answer, 405, 'UNSUPPORTED', invalid)
    expect(await repository.stored()).toMatchObject({ images: [], tags: {} })
  })

  test.for([
    ['an index', OCI.index],
    ['a docker image', DOCKER.manifest],
    ['anything', 'application/octet-stream'],
  ] as const)('a Content-Type that calls an OCI image %s answers 405', async ([, contentType], { repository }) => {
    await repository.pushBlob(...oci.blobs)
    const answer = await repository.pushManifest({ ...oci, mediaType: contentType }, 'bad')
    const sentence = `Invalid parameter at 'imageManifestMediaType' failed to satisfy constraint: 'Media type ${OCI.manifest} in the manifest does not match ${contentType}'`
    expectRefusal(answer, 405, 'UNSUPPORTED', sentence)
    expect(await repository.stored()).toMatchObject({ images: [], tags: {} })
  })

  test.for(['application/json', 'text/plain', 'application/vnd.example+json'])(
    'a manifest of the unknown type %s answers 405',
    async (type, { repository }) => {
      const answer = await repository.pushManifest(manifestOf({ ...valid, mediaType: type }, type), 'bad')
      expectRefusal(answer, 405, 'UNSUPPORTED', invalid)
      expect(await repository.stored()).toEqual(nothing)
    },
  )

  test('a manifest without mediaType and without Content-Type answers 405', async ({ repository }) => {
    const body = JSON.stringify({ ...valid, mediaType: undefined })
    const answer = await repository.ask('PUT', 'manifests/bad', { body })
    expectRefusal(answer, 405, 'UNSUPPORTED', 'image manifest mediatype not provided in manifest or parameter')
    expect(await repository.stored()).toEqual(nothing)
  })

  test.for([
    ['a member that stands twice', '"layers":', '"layers":[],"layers":'],
    ['a member that stands twice, once with an escape', '"layers":', '"l\\u0061yers":[],"layers":'],
    ['a member that stands twice deep inside', '{', '{"x":[{"y":{"a":1,"a":1}}],'],
  ] as const)(
    'a manifest with %s answers 405, since it could be read in two ways',
    async ([, place, change], { repository }) => {
      await repository.pushBlob(...oci.blobs)
      const twice = manifestOf(oci.bytes.toString().replace(place, change), OCI.manifest)
      expectRefusal(await repository.pushManifest(twice, 'twice'), 405, 'UNSUPPORTED', invalid)
    },
  )

  test('a manifest nested a hundred thousand levels deep answers 405', async ({ repository }) => {
    const depth = 100_000
    const deep = oci.bytes.toString().replace(/^\{/, `{"x":${'['.repeat(depth)}${']'.repeat(depth)},`)
    expectRefusal(await repository.pushManifest(manifestOf(deep, OCI.manifest), 'deep'), 405, 'UNSUPPORTED', invalid)
  })
})
