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

describe('kinds', () => {
  test.each([
    ['an OCI image', image, OCI.manifest],
    ['docker’s image', imageOf({ vocabulary: DOCKER, layers: [layer] }), DOCKER.manifest],
  ])('%s names its config and layers', (_, { bytes, config }, mediaType) => {
    const manifest = parseManifest(bytes, undefined)
    expect(manifest).toMatchObject({ mediaType, isList: false, children: [], foreignBlobs: [] })
    expect(manifest.blobs.map(({ digest }) => digest)).toEqual([config.digest, layer.digest])
    expect(manifest.artifactMediaType).toBe(config.mediaType)
    expect(manifest.digestedBytes).toBe(bytes)
  })

  test.each([
    ['an OCI index', index, OCI.index],
    ['docker’s list', indexOf([{ manifest: image }], { vocabulary: DOCKER }), DOCKER.index],
  ])('%s names manifests', (_, { bytes }, mediaType) => {
    const manifest = parseManifest(bytes, undefined)
    expect(manifest).toMatchObject({ mediaType, isList: true, blobs: [], artifactMediaType: '' })
    expect(manifest.children).toEqual([{ digest: image.digest, mediaType: OCI.manifest }])
  })

  test('an artifact manifest of ORAS names blobs and its subject', () => {
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

  test('schema 1 names its layers, each once', () => {
    const unsigned = { schemaVersion: 1, fsLayers: [{ blobSum: absent }, { blobSum: absent }] }
    expect(parseManifest(bytesOf(unsigned), undefined)).toMatchObject({
      mediaType: mediaTypes.dockerSchema1,
      blobs: [{ digest: absent }],
    })
  })

  test('layers that live elsewhere are told apart', () => {
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

describe('what an image is called', () => {
  const config = { mediaType: EMPTY.mediaType, digest: EMPTY.digest, size: 2 }
  test.each([
    ['its config’s type', {}, OCI.config, OCI.config],
    ['both types', { artifactType: 'application/x.a' }, OCI.config, 'application/x.a'],
    [
      'the artifact’s type, where the config is empty',
      { config, artifactType: 'application/x.a' },
      'application/x.a',
      'application/x.a',
    ],
    ['an empty config without a type', { config }, EMPTY.mediaType, EMPTY.mediaType],
    ['an empty type', { artifactType: '' }, OCI.config, OCI.config],
  ])('%s', (_, change, artifactMediaType, artifactType) => {
    expect(parseManifest(changed(change), undefined)).toMatchObject({ artifactMediaType, artifactType })
  })
})

describe('types', () => {
  const untyped = changed({ mediaType: undefined })

  test('come from the document, or from beside it', () => {
    expect(parseManifest(image.bytes, OCI.manifest).mediaType).toBe(OCI.manifest)
    expect(parseManifest(untyped, OCI.manifest).mediaType).toBe(OCI.manifest)
  })

  test('must be stated, and must agree', () => {
    expect(() => parseManifest(untyped, undefined)).toThrow(
      'image manifest mediatype not provided in manifest or parameter',
    )
    expect(() => parseManifest(image.bytes, DOCKER.manifest)).toThrow(
      `Invalid parameter at 'imageManifestMediaType' failed to satisfy constraint: 'Media type ${OCI.manifest} in the manifest does not match ${DOCKER.manifest}'`,
    )
  })

  test('stated beside it must fit its shape', () => {
    for (const type of [OCI.index, DOCKER.index, mediaTypes.orasArtifact, mediaTypes.dockerSchema1, 'text/plain']) {
      expect(() => parseManifest(untyped, type)).toThrow(syntax)
    }
  })
})

describe('what is no manifest', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('"{}"')],
    ['null', Buffer.from('null')],
    ['a list', Buffer.from('[]')],
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
    ['a layer beyond counting', changed({ layers: [{ ...descriptor, size: 2 ** 53 }] })],
    ['a layer of a size in words', changed({ layers: [{ ...descriptor, size: '1' }] })],
    ['a digest in capitals', changed({ layers: [{ ...descriptor, digest: absent.toUpperCase() }] })],
    ['a digest of an unknown kind', changed({ layers: [{ ...descriptor, digest: `md5:${'0'.repeat(32)}` }] })],
    ['a digest that is a path', changed({ layers: [{ ...descriptor, digest: `sha256:../${'0'.repeat(61)}` }] })],
    ['a subject that is a digest only', changed({ subject: image.digest })],
    ['a layer whose type is longer than any', changed({ layers: [{ ...descriptor, mediaType: 'x'.repeat(256) }] })],
    ['an artifact whose type is longer than any', changed({ artifactType: 'x'.repeat(256) })],
  ])('%s', (_, bytes) => {
    expect(() => parseManifest(bytes, undefined)).toThrow(syntax)
  })

  const text = image.bytes.toString()
  test.each([
    ['two lists of layers', text.replace('"layers":', '"layers":[],"layers":')],
    ['two lists of layers, one name with an escape', text.replace('"layers":', '"l\\u0061yers":[],"layers":')],
    ['a layer with two digests', text.replace('"digest":', `"digest":"${absent}","digest":`)],
    ['a name twice in what nobody knows', text.replace('{', '{"x":[{"y":{"a":1,"b":2,"a":1}}],')],
    ['a name twice in an index', index.bytes.toString().replace('{', '{"mediaType":"x",')],
  ])('%s: other parsers read another image', (_, document) => {
    expect(() => parseManifest(Buffer.from(document), undefined)).toThrow(syntax)
  })

  test('a name may stand in several objects', () => {
    const annotations = { digest: 'a', a: '"digest":1,"digest":2' }
    expect(() => parseManifest(changed({ annotations, x: [{ a: 1 }, { a: 1 }] }), undefined)).not.toThrow()
  })

  test('a document of more values than any manifest has is refused', () => {
    expect(() => parseManifest(changed({ x: Array(20_000).fill(1) }), undefined)).toThrow(syntax)
    expect(() => parseManifest(changed({ x: Array(19_000).fill(1) }), undefined)).not.toThrow()
  })

  test('a document that is nested deeper than any manifest is refused', () => {
    const nested = (depth: number) => changed({ x: JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown })
    expect(() => parseManifest(nested(32), undefined)).toThrow(syntax)
    expect(() => parseManifest(nested(31), undefined)).not.toThrow()
  })

  test('whatever it is, it is refused in ECR’s words or read', () => {
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

describe('how much a manifest may hold', () => {
  test('4 MiB are taken, one byte more is not, however few characters they are', () => {
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
  ])('1,000 %s are taken, one more is not', (_, withMany) => {
    const many = (count: number) => withMany(Array(count).fill({ ...descriptor, blobSum: absent }) as object[])
    expect(() => parseManifest(many(1_000), undefined)).not.toThrow()
    expect(() => parseManifest(many(1_001), undefined)).toThrow(
      'The maximum number of layers or images per manifest (1000) has been reached',
    )
  })
})

test('members that nobody knows are kept, and null stands for absent', () => {
  const bytes = changed({ 'x-own': { layers: [] }, subject: null, manifests: null, annotations: { a: 'b' } })
  expect(parseManifest(bytes, undefined)).toMatchObject({ subjectDigest: undefined, digestedBytes: bytes })
})

describe('signed schema 1', () => {
  const text = old.bytes.toString()
  const signed = (header: object, document: Document = documentOf(old)): Buffer => {
    const signature = { protected: Buffer.from(JSON.stringify(header)).toString('base64url') }
    return bytesOf({ ...document, signatures: [signature] })
  }

  test('its digest is that of what was signed', () => {
    const { digestedBytes, mediaType } = parseManifest(old.bytes, undefined)
    expect([digestOf(digestedBytes), mediaType]).toEqual([old.digest, mediaTypes.dockerSignedSchema1])
  })

  test('another signature makes no other image', () => {
    const again = schema1Of({ repository: 'team/app', tag: 'v1', layers: [layer] })
    expect(again.bytes.equals(old.bytes)).toBe(false)
    expect(digestOf(parseManifest(again.bytes, undefined).digestedBytes)).toBe(old.digest)
  })

  test('what was signed must be the document itself: no digest of other bytes can be claimed', () => {
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
    ['a signature that is none', text.replace(/"signatures": \[.*\]/s, '"signatures": [1]')],
    ['no length', signed({ formatTail: 'fQ' })],
    ['no tail', signed({ formatLength: 1 })],
    ['a length below nothing', signed({ formatLength: -1, formatTail: 'fQ' })],
    ['a length beyond the end', signed({ formatLength: 1_000_000, formatTail: 'fQ' })],
    ['a length that is no number', signed({ formatLength: '1', formatTail: 'fQ' })],
  ])('%s is refused', (_, document) => {
    expect(() => parseManifest(Buffer.from(document), undefined)).toThrow(syntax)
  })
})
