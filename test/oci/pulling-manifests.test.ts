import { DescribeImagesCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { digestOf, imageOf, indexOf, OCI } from '../support/images.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests */
const image = imageOf()
const emptyPadSizeBytes = imageOf({ annotations: { pad: '' } }).bytes.byteLength
const notFound = 'Requested image not found'

describe('§ Pull › Pulling manifests', () => {
  test.for([
    ['tag', 'v1'],
    ['digest', image.digest],
  ] as const)('GET by %s answers 200 with the bytes, type and digest', async ([, reference], { repository }) => {
    await repository.pushImage(image, 'v1')
    const answer = await repository.ask('GET', `manifests/${reference}`)
    expect([answer.status, answer.body]).toEqual([200, image.bytes])
    expect(answer.headers).toMatchObject({
      'content-type': OCI.manifest,
      'content-length': String(image.bytes.length),
      'docker-content-digest': image.digest,
      etag: `"${image.digest}"`,
    })
  })

  test.for([64 * 1024, 64 * 1024 + 1, 4 * 1024 * 1024])(
    'GET of a manifest of %i bytes answers all of them, and HEAD their number',
    async (sizeBytes, { repository }) => {
      const large = imageOf({ annotations: { pad: 'x'.repeat(sizeBytes - emptyPadSizeBytes) } })
      expect(large.bytes.byteLength).toBe(sizeBytes)
      await repository.pushImage(large, 'v1')
      const [head, get] = [await repository.ask('HEAD', 'manifests/v1'), await repository.ask('GET', 'manifests/v1')]
      expect([head.status, head.headers['content-length']]).toEqual([200, String(sizeBytes)])
      expect(get.body.equals(large.bytes)).toBe(true)
    },
  )

  test('of 20 GETs of a manifest of 4 MiB at once, all answer its bytes', async ({ repository }) => {
    const large = imageOf({ annotations: { pad: 'x'.repeat(4 * 1024 * 1024 - emptyPadSizeBytes) } })
    await repository.pushImage(large, 'v1')
    const answers = await Promise.all(Array.from({ length: 20 }, () => repository.ask('GET', 'manifests/v1')))
    expect(answers.every(({ body }) => body.equals(large.bytes))).toBe(true)
  })

  test('the Accept header is ignored: manifests are never converted', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    for (const accept of ['application/json', 'text/html', OCI.index, '*/*', '']) {
      const answer = await repository.ask('GET', 'manifests/v1', { headers: { accept } })
      expect([answer.status, answer.headers['content-type']]).toEqual([200, OCI.manifest])
    }
  })

  test('a moved tag serves the newer image, and the older one stays under its digest', async ({ repository }) => {
    const newer = imageOf({ annotations: { version: '2' } })
    await repository.pushImage(image, 'latest')
    await repository.pushImage(newer, 'latest')
    expect((await repository.ask('GET', 'manifests/latest')).body).toEqual(newer.bytes)
    expect((await repository.ask('GET', `manifests/${image.digest}`)).body).toEqual(image.bytes)
  })

  test.for([
    'v2',
    'V1',
    'v1.',
    '_',
    digestOf('unknown'),
    digestOf('unknown', 'sha512'),
    '-not-a-tag',
    '.hidden',
    'x'.repeat(129),
    'with space',
    'ünïcode',
  ])('GET of %s answers 404 where only v1 exists', async (reference, { repository }) => {
    await repository.pushImage(image, 'v1')
    const answer = await repository.ask('GET', `manifests/${encodeURIComponent(reference)}`)
    expectRefusal(answer, 404, 'MANIFEST_UNKNOWN', notFound)
  })

  test.for(['sha256:short', 'sha256:', ':', 'md5:d41d8cd98f00b204e9800998ecf8427e', 'a:b:c'])(
    'GET of the malformed digest %s answers 400',
    async (reference, { repository }) => {
      expectRefusal(await repository.ask('GET', `manifests/${reference}`), 400, 'DIGEST_INVALID')
    },
  )

  test('GET of a manifest in a missing repository answers 404', async ({ server }) => {
    for (const reference of ['v1', image.digest]) {
      const answer = await server.registry.getManifest('team/missing', reference)
      expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
    }
  })

  test('a manifest is not served as a blob, nor a blob as a manifest', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    expectRefusal(await repository.ask('GET', `blobs/${image.digest}`), 404, 'BLOB_UNKNOWN')
    expectRefusal(await repository.ask('GET', `manifests/${image.config.digest}`), 404, 'MANIFEST_UNKNOWN')
  })

  test('GET takes a digest that is percent-encoded in the path', async ({ repository }) => {
    await repository.pushImage(image)
    expect((await repository.ask('GET', `manifests/${encodeURIComponent(image.digest)}`)).status).toBe(200)
  })
})

describe('§ Pull › Checking if content exists in the registry', () => {
  const index = indexOf([{ manifest: image }])
  test('HEAD answers as GET does, without a body', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    await repository.pushManifest(index, 'index')
    const paths = [
      'manifests/v1',
      'manifests/index',
      `manifests/${image.digest}`,
      `blobs/${image.config.digest}`,
      'manifests/missing',
      `manifests/${digestOf('missing')}`,
      `blobs/${digestOf('missing')}`,
      'blobs/sha256:short',
      'manifests/sha256:short',
    ]
    for (const path of paths) {
      const [get, head] = [await repository.ask('GET', path), await repository.ask('HEAD', path)]
      expect([path, head.status, head.text]).toEqual([path, get.status, ''])
      expect(comparable(head.headers)).toEqual(comparable(get.headers))
    }
  })

  const comparable = (headers: object): object => ({ ...headers, date: '', 'cache-control': '' })

  test('HEAD does not record a pull, and GET does', async ({ repository, server }) => {
    await repository.pushImage(image, 'v1')
    await repository.ask('HEAD', 'manifests/v1')
    expect(await lastPulls()).toEqual([undefined])
    await repository.ask('GET', 'manifests/v1')
    expect(await lastPulls()).toEqual([expect.any(Date)])

    async function lastPulls() {
      const found = await server.ecr.send(new DescribeImagesCommand({ repositoryName: repository.name }))
      return found.imageDetails?.map((detail) => detail.lastRecordedPullTime)
    }
  })
})
