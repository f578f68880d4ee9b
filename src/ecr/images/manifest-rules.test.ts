import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestOf, DOCKER, EMPTY, imageOf, indexOf, layerOf, OCI } from '../../../test/support/images.ts'
import { schema1Of } from '../../../test/support/schema1.ts'
import { ServiceError } from '../../errors.ts'
import { mediaTypes, parseManifest } from './manifest-rules.ts'

const layer = layerOf({ motd: 'layer\n' })
const image = imageOf({ layers: [layer] })
const index = indexOf([{ manifest: image }])
const old = schema1Of({ repository: 'team/app', tag: 'v1', layers: [layer] })
const absent = `sha256:${'0'.repeat(64)}`
const descriptor = { mediaType: OCI.layer, digest: absent, size: 1 }

type Document = Readonly<Record<string, unknown>>
const documentOf = ({ bytes }: { readonly bytes: Buffer }): Document => JSON.parse(bytes.toString()) as Document
const bytesOf = (document: unknown): Buffer => Buffer.from(JSON.stringify(document))
const changed = (change: object, from: { readonly bytes: Buffer } = image): Buffer =>
  bytesOf({ ...documentOf(from), ...change })

const syntax = "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'"

describe('a manifest that is', () => {
  test.each([
    ['an OCI image', image, OCI.manifest],
    ['a Docker image', imageOf({ vocabulary: DOCKER, layers: [layer] }), DOCKER.manifest],
  ])('%s has its config and its layers as blobs', (_, { bytes, config }, mediaType) => {
    const manifest = parseManifest(bytes, undefined)
    expect(manifest).toMatchObject({ mediaType, isList: false, children: [], foreignBlobs: [] })
    expect(manifest.blobs.map(({ digest }) => digest)).toEqual([config.digest, layer.digest])
    expect(manifest.artifactMediaType).toBe(config.mediaType)
    expect(manifest.digestedBytes).toBe(bytes)
  })

  test.each([
    ['an OCI index', index, OCI.index],
    ['a Docker manifest list', indexOf([{ manifest: image }], { vocabulary: DOCKER }), DOCKER.index],
  ])('%s has the manifests of its list as children', (_, { bytes }, mediaType) => {
    const manifest = parseManifest(bytes, undefined)
    expect(manifest).toMatchObject({ mediaType, isList: true, blobs: [], artifactMediaType: '' })
    expect(manifest.children).toEqual([{ digest: image.digest, mediaType: OCI.manifest }])
  })

  test('an ORAS artifact manifest has its blobs and its subject', () => {
    const document = {
      mediaType: mediaTypes.orasArtifact,
      artifactType: 'application/x.bill',
      blobs: [descriptor],
      subject: { ...descriptor, digest: image.digest },
    }
    expect(parseManifest(bytesOf(document), undefined)).toMatchObject({
      mediaType: mediaTypes.orasArtifact,
      blobs: [{ digest: absent }],
      subjectDigest: image.digest,
      artifactType: 'application/x.bill',
      artifactMediaType: 'application/x.bill',
    })
  })

  test('a Docker schema 1 image has each of its layers once', () => {
    const unsigned = { schemaVersion: 1, fsLayers: [{ blobSum: absent }, { blobSum: absent }] }
    expect(parseManifest(bytesOf(unsigned), undefined)).toMatchObject({
      mediaType: mediaTypes.dockerSchema1,
      blobs: [{ digest: absent }],
    })
  })

  test('an image with foreign layers has them apart from its other blobs', () => {
    const types = [
      'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      'application/vnd.oci.image.layer.nondistributable.v1.tar+zstd',
    ]
    const layers = [layer, ...types.map((mediaType) => ({ ...descriptor, mediaType }))].map((each) => ({
      mediaType: each.mediaType,
      digest: each.digest,
      size: 1,
    }))
    const manifest = parseManifest(changed({ layers }), undefined)
    expect(manifest.blobs.map(({ digest }) => digest)).toEqual([image.config.digest, layer.digest])
    expect(manifest.foreignBlobs.map(({ mediaType }) => mediaType)).toEqual(types)
  })
})

describe('the artifact type of an image', () => {
  const config = { mediaType: EMPTY.mediaType, digest: EMPTY.digest, size: 2 }
  test.each([
    ['is the media type of its config', {}, OCI.config, OCI.config],
    [
      'is its artifactType, beside the media type of its config',
      { artifactType: 'application/x.a' },
      OCI.config,
      'application/x.a',
    ],
    [
      'is its artifactType alone when the config is the empty one',
      { config, artifactType: 'application/x.a' },
      'application/x.a',
      'application/x.a',
    ],
    ['is the media type of the empty config when it has no artifactType', { config }, EMPTY.mediaType, EMPTY.mediaType],
    ['is the media type of its config when its artifactType is empty', { artifactType: '' }, OCI.config, OCI.config],
  ])('%s', (_, change, artifactMediaType, artifactType) => {
    expect(parseManifest(changed(change), undefined)).toMatchObject({ artifactMediaType, artifactType })
  })
})

describe('the media type of a manifest', () => {
  const untyped = changed({ mediaType: undefined })

  test('is taken from the document, or from imageManifestMediaType', () => {
    expect(parseManifest(image.bytes, OCI.manifest).mediaType).toBe(OCI.manifest)
    expect(parseManifest(untyped, OCI.manifest).mediaType).toBe(OCI.manifest)
  })

  test('is required, and must be the same in the document and in imageManifestMediaType', () => {
    expect(() => parseManifest(untyped, undefined)).toThrow(
      'image manifest mediatype not provided in manifest or parameter',
    )
    expect(() => parseManifest(image.bytes, DOCKER.manifest)).toThrow(
      `Invalid parameter at 'imageManifestMediaType' failed to satisfy constraint: 'Media type ${OCI.manifest} in the manifest does not match ${DOCKER.manifest}'`,
    )
  })

  test('in imageManifestMediaType must fit the shape of the document', () => {
    for (const type of [OCI.index, DOCKER.index, mediaTypes.orasArtifact, mediaTypes.dockerSchema1, 'text/plain']) {
      expect(() => parseManifest(untyped, type)).toThrow(syntax)
    }
  })
})

describe('an invalid manifest is refused', () => {
  test.each([
    ['no bytes', Buffer.alloc(0)],
    ['a JSON text', Buffer.from('"{}"')],
    ['null', Buffer.from('null')],
    ['a JSON list', Buffer.from('[]')],
    ['more than one document', Buffer.concat([image.bytes, image.bytes])],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"a":"\xff",', 'latin1'), image.bytes.subarray(1)])],
    ['a byte order mark', Buffer.concat([Buffer.from('\ufeff'), image.bytes])],
    ['a type that is no text', changed({ mediaType: 1 })],
    ['schema 3', changed({ schemaVersion: 3 })],
    ['schema 2 as a text', changed({ schemaVersion: '2' })],
    ['an image with manifests', changed({ manifests: [] })],
    ['an image with layers of schema 1', changed({ fsLayers: [] })],
    ['an image with blobs', changed({ blobs: [] })],
    ['an index with layers', changed({ layers: [] }, index)],
    ['an index with a config', changed({ config: {} }, index)],
    ['an index without manifests', changed({ manifests: undefined }, index)],
    ['manifests that are no list', changed({ manifests: {} }, index)],
    ['an image without a config', changed({ config: null })],
    ['an image without layers', changed({ layers: undefined })],
    ['layers that are no list', changed({ layers: descriptor })],
    ['a layer that is null', changed({ layers: [null] })],
    ['a layer without a type', changed({ layers: [{ ...descriptor, mediaType: undefined }] })],
    ['a layer without a size', changed({ layers: [{ ...descriptor, size: undefined }] })],
    ['a layer of half a byte', changed({ layers: [{ ...descriptor, size: 0.5 }] })],
    ['a layer of more bytes than the largest safe integer', changed({ layers: [{ ...descriptor, size: 2 ** 53 }] })],
    ['a layer whose size is a text', changed({ layers: [{ ...descriptor, size: '1' }] })],
    ['a digest in capitals', changed({ layers: [{ ...descriptor, digest: absent.toUpperCase() }] })],
    ['a digest of an unknown kind', changed({ layers: [{ ...descriptor, digest: `md5:${'0'.repeat(32)}` }] })],
    ['a digest that is a path', changed({ layers: [{ ...descriptor, digest: `sha256:../${'0'.repeat(61)}` }] })],
    ['a subject that is a digest alone', changed({ subject: image.digest })],
    ['a layer whose media type is too long', changed({ layers: [{ ...descriptor, mediaType: 'x'.repeat(256) }] })],
    ['an artifactType that is too long', changed({ artifactType: 'x'.repeat(256) })],
  ])('when it is or has %s', (_, bytes) => {
    expect(() => parseManifest(bytes, undefined)).toThrow(syntax)
  })

  const text = image.bytes.toString()
  test.each([
    ['two lists of layers', text.replace('"layers":', '"layers":[],"layers":')],
    ['two lists of layers, one name with an escape', text.replace('"layers":', '"l\\u0061yers":[],"layers":')],
    ['a layer with two digests', text.replace('"digest":', `"digest":"${absent}","digest":`)],
    ['a name twice in an unknown member', text.replace('{', '{"x":[{"y":{"a":1,"b":2,"a":1}}],')],
    ['a name twice in an index', index.bytes.toString().replace('{', '{"mediaType":"x",')],
  ])('when it has %s, since other parsers could read another image', (_, document) => {
    expect(() => parseManifest(Buffer.from(document), undefined)).toThrow(syntax)
  })

  test('but not when the same name is in several objects', () => {
    const annotations = { digest: 'a', a: '"digest":1,"digest":2' }
    expect(() => parseManifest(changed({ annotations, x: [{ a: 1 }, { a: 1 }] }), undefined)).not.toThrow()
  })

  test('when it has more than 20,000 JSON values', () => {
    expect(() => parseManifest(changed({ x: Array(20_000).fill(1) }), undefined)).toThrow(syntax)
    expect(() => parseManifest(changed({ x: Array(19_000).fill(1) }), undefined)).not.toThrow()
  })

  test('when it is nested deeper than 32 levels', () => {
    const nested = (depth: number) => changed({ x: JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown })
    expect(() => parseManifest(nested(32), undefined)).toThrow(syntax)
    expect(() => parseManifest(nested(31), undefined)).not.toThrow()
  })

  test('with InvalidParameterException, and nothing else is thrown for any JSON', () => {
    const documents = fc.record(
      {
        schemaVersion: fc.constantFrom(1, 2, '2'),
        mediaType: fc.constantFrom(...Object.values(mediaTypes), 'text/plain', 1),
        config: fc.jsonValue(),
        layers: fc.jsonValue(),
        manifests: fc.jsonValue(),
        blobs: fc.jsonValue(),
        fsLayers: fc.jsonValue(),
        signatures: fc.jsonValue(),
        subject: fc.jsonValue(),
        artifactType: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(documents, (document) => {
        try {
          const { blobs, children } = parseManifest(bytesOf(document), undefined)
          expect(blobs.length * children.length).toBe(0)
        } catch (error) {
          expect(error).toBeInstanceOf(ServiceError)
          expect(error).toHaveProperty('code', 'InvalidParameterException')
        }
      }),
    )
  })
})

describe('the size limit of a manifest', () => {
  test('takes 4 MiB and refuses one byte more, also when they are fewer characters', () => {
    const limit = 4 * 1024 * 1024
    const wide = (sizeBytes: number) => {
      const fill = sizeBytes - changed({ x: '' }).length
      return changed({ x: 'é'.repeat(fill / 2) + 'a'.repeat(fill % 2) })
    }
    expect(() => parseManifest(wide(limit), undefined)).not.toThrow()
    expect(() => parseManifest(wide(limit + 1), undefined)).toThrow(
      "Invalid parameter at 'imageManifest' failed to satisfy constraint: 'Member must have length less than or equal to 4194304'",
    )
  })

  test.each([
    ['layers', (many: readonly object[]) => changed({ layers: many })],
    ['manifests', (many: readonly object[]) => changed({ manifests: many }, index)],
    ['layers of schema 1', (many: readonly object[]) => bytesOf({ schemaVersion: 1, fsLayers: many })],
  ])('takes 1,000 %s and refuses one more', (_, withMany) => {
    const many = (count: number) => withMany(Array(count).fill({ ...descriptor, blobSum: absent }) as object[])
    expect(() => parseManifest(many(1_000), undefined)).not.toThrow()
    expect(() => parseManifest(many(1_001), undefined)).toThrow(
      'The maximum number of layers or images per manifest (1000) has been reached',
    )
  })
})

test('a manifest keeps its unknown members, and a member that is null counts as absent', () => {
  const bytes = changed({ 'x-own': { layers: [] }, subject: null, manifests: null, annotations: { a: 'b' } })
  expect(parseManifest(bytes, undefined)).toMatchObject({ subjectDigest: undefined, digestedBytes: bytes })
})

describe('a signed schema 1 manifest', () => {
  const text = old.bytes.toString()
  const signed = (header: object, document: Document = documentOf(old)): Buffer => {
    const signature = { protected: Buffer.from(JSON.stringify(header)).toString('base64url') }
    return bytesOf({ ...document, signatures: [signature] })
  }

  test('has the digest of its signed bytes', () => {
    const { digestedBytes, mediaType } = parseManifest(old.bytes, undefined)
    expect([digestOf(digestedBytes), mediaType]).toEqual([old.digest, mediaTypes.dockerSignedSchema1])
  })

  test('has the same digest with another signature', () => {
    const again = schema1Of({ repository: 'team/app', tag: 'v1', layers: [layer] })
    expect(again.bytes.equals(old.bytes)).toBe(false)
    expect(digestOf(parseManifest(again.bytes, undefined).digestedBytes)).toBe(old.digest)
  })

  test('is refused when its signed bytes are not the document itself', () => {
    const tail = (bytes: Buffer) => bytes.toString('base64url')
    const forged = [
      signed({ formatLength: 0, formatTail: tail(image.bytes) }),
      signed({ formatLength: 1, formatTail: tail(image.bytes.subarray(1)) }),
      signed({ formatLength: 0, formatTail: tail(changed({ tag: 'v2', signatures: undefined }, old)) }),
      signed({ formatLength: 0, formatTail: tail(Buffer.from('{}')) }),
      signed({ formatLength: 0, formatTail: tail(Buffer.from('no JSON')) }),
    ]
    for (const bytes of forged) expect(() => parseManifest(bytes, undefined)).toThrow(syntax)
  })

  test.each([
    ['no signature', text.replace(/"signatures": \[.*\]/s, '"signatures": []')],
    ['a signature that is a number', text.replace(/"signatures": \[.*\]/s, '"signatures": [1]')],
    ['no length', signed({ formatTail: 'fQ' })],
    ['no tail', signed({ formatLength: 1 })],
    ['a negative length', signed({ formatLength: -1, formatTail: 'fQ' })],
    ['a length beyond the end', signed({ formatLength: 1_000_000, formatTail: 'fQ' })],
    ['a length that is no number', signed({ formatLength: '1', formatTail: 'fQ' })],
  ])('is refused when it has %s', (_, document) => {
    expect(() => parseManifest(Buffer.from(document), undefined)).toThrow(syntax)
  })
})
