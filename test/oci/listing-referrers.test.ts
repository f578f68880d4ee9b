import { describe, expect } from 'vitest'
import { query } from '../../src/database/statement.ts'
import { artifactOf, descriptorOf, digestOf, imageOf, indexOf, type Manifest, OCI } from '../support/images.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'
import type { TestRepository } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers */
const subject = imageOf()
const sbom = artifactOf({
  artifactType: 'application/vnd.example.sbom',
  content: 'packages',
  subject,
  annotations: { 'org.example.format': 'json', empty: '' },
})
const signature = artifactOf({ artifactType: 'application/vnd.example.signature', content: 'signed', subject })
const image = imageOf({ subject })
const index = indexOf([], { subject, annotations: { 'org.example.format': 'index' } })
const typedIndex = indexOf([], { subject, artifactType: 'application/vnd.example.sbom' })

const empty = new Uint8Array(0)

async function list(repository: TestRepository, digest: string, query = '') {
  const answer = await repository.ask('GET', `referrers/${digest}${query}`)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe(OCI.index)
  const { manifests, ...rest } = answer.json() as { manifests: object[] }
  expect(rest).toEqual({ schemaVersion: 2, mediaType: OCI.index })
  return { manifests, headers: answer.headers }
}

async function pushAll(repository: TestRepository): Promise<void> {
  await repository.pushImage(subject, 'v1')
  for (const referrer of [sbom, signature, image]) await repository.pushImage(referrer)
  for (const referrer of [index, typedIndex]) await repository.pushManifest(referrer)
}

describe('§ Content Discovery › Listing Referrers', () => {
  test('each referrer is listed with its type and annotations, in the order of pushes', async ({ repository }) => {
    await pushAll(repository)
    const { manifests, headers } = await list(repository, subject.digest)
    expect(manifests).toEqual([
      {
        ...descriptorOf(sbom),
        artifactType: 'application/vnd.example.sbom',
        annotations: { 'org.example.format': 'json', empty: '' },
      },
      { ...descriptorOf(signature), artifactType: 'application/vnd.example.signature' },
      { ...descriptorOf(image), artifactType: OCI.config },
      { ...descriptorOf(index), annotations: { 'org.example.format': 'index' } },
      { ...descriptorOf(typedIndex), artifactType: 'application/vnd.example.sbom' },
    ])
    expect(headers).not.toHaveProperty('oci-filters-applied')
    expect(headers).not.toHaveProperty('link')
  })

  test('the artifactType filter is applied and named in OCI-Filters-Applied', async ({ repository }) => {
    await pushAll(repository)
    for (const [type, found] of [
      ['application/vnd.example.sbom', [sbom.digest, typedIndex.digest]],
      [OCI.config, [image.digest]],
      ['application/vnd.example.none', []],
    ] as const) {
      const query = `?artifactType=${encodeURIComponent(type)}`
      const { manifests, headers } = await list(repository, subject.digest, query)
      expect(manifests.map((descriptor) => 'digest' in descriptor && descriptor.digest)).toEqual(found)
      expect(headers['oci-filters-applied']).toBe('artifactType')
    }
  })

  test('an empty artifactType filter is ignored', async ({ repository }) => {
    await pushAll(repository)
    const { manifests, headers } = await list(repository, subject.digest, '?artifactType=')
    expect([manifests.length, headers['oci-filters-applied']]).toEqual([5, undefined])
  })

  test('the artifactType filter is applied before the list is cut into pages', async ({ repository }) => {
    await pushAll(repository)
    const type = encodeURIComponent('application/vnd.example.sbom')
    const first = await list(repository, subject.digest, `?artifactType=${type}&n=1`)
    expect(first.manifests).toMatchObject([{ digest: sbom.digest }])
    const query = /(\?[^>]*)>/.exec(String(first.headers.link))?.[1]
    const second = await list(repository, subject.digest, query)
    expect(second.manifests).toMatchObject([{ digest: typedIndex.digest }])
    expect(second.headers.link).toBeUndefined()
  })

  test.for([
    ['sha256 digest', digestOf('nothing refers to this')],
    ['sha512 digest', digestOf('nothing refers to this', 'sha512')],
  ] as const)('a %s without referrers answers an empty list', async ([, digest], { repository }) => {
    expect((await list(repository, digest)).manifests).toEqual([])
  })

  test('referrers in other repositories are not listed', async ({ newRepository }) => {
    const [one, other] = [await newRepository(), await newRepository()]
    await pushAll(one)
    expect((await list(other, subject.digest)).manifests).toEqual([])
  })

  test('a list that is longer than n continues at its Link', async ({ repository }) => {
    await pushAll(repository)
    const found: object[] = []
    for (let query: string | undefined = '?n=2'; query !== undefined; ) {
      const { manifests, headers } = await list(repository, subject.digest, query)
      expect(manifests.length).toBeLessThanOrEqual(2)
      found.push(...manifests)
      const link = String(headers.link ?? '')
      query = /^<http:\/\/[^>]*(\?[^>]*)>; rel="next"$/.exec(link)?.[1]
      expect(link === '').toBe(query === undefined)
    }
    expect(found).toEqual((await list(repository, subject.digest)).manifests)
  })

  test('a page of referrers is smaller than 4 MiB', async ({ repository }) => {
    await repository.pushImage(subject)
    const large = (name: string): Manifest => indexOf([], { subject, annotations: { [name]: 'x'.repeat(3_000_000) } })
    const referrers = ['a', 'b', 'c'].map(large)
    for (const referrer of referrers) await repository.pushManifest(referrer)
    const digests: unknown[] = []
    for (let query: string | undefined = ''; query !== undefined; ) {
      const { manifests, headers } = await list(repository, subject.digest, query)
      expect(JSON.stringify(manifests).length).toBeLessThan(4 * 1024 * 1024)
      digests.push(...manifests.map((descriptor) => 'digest' in descriptor && descriptor.digest))
      query = /(\?[^>]*)>/.exec(String(headers.link ?? ''))?.[1]
    }
    expect(digests).toEqual(referrers.map(({ digest }) => digest))
  })

  test('the list is answered from what was stored at the push, without reading manifests', async ({
    server,
    repository,
  }) => {
    await pushAll(repository)
    const before = await list(repository, subject.digest)
    await server.running.ctx.database.change(() => query((db) => db.updateTable('manifest').set({ bytes: empty })))
    expect(await list(repository, subject.digest)).toEqual({ ...before, headers: expect.anything() as unknown })
  })

  test('an artifactType in the query may have a literal + and a space as %20', async ({ repository }) => {
    const plus = artifactOf({ artifactType: 'application/spdx+json', content: 'plus', subject })
    const space = artifactOf({ artifactType: 'application/spdx json', content: 'space', subject })
    for (const each of [plus, space]) await repository.pushImage(each)
    for (const [type, found] of [
      ['application/spdx+json', plus],
      ['application%2Fspdx%2Bjson', plus],
      ['application/spdx%20json', space],
    ] as const) {
      const { manifests } = await list(repository, subject.digest, `?n=5&artifactType=${type}&x=a+b`)
      expect(manifests).toMatchObject([{ digest: found.digest }])
    }
  })

  test('the Link of a page keeps an artifactType with a +', async ({ repository }) => {
    const artifactType = 'application/spdx+json'
    const referrers = ['a', 'b'].map((content) => artifactOf({ artifactType, content, subject }))
    for (const each of referrers) await repository.pushImage(each)
    const first = await list(repository, subject.digest, `?artifactType=${artifactType}&n=1`)
    const link = String(first.headers.link)
    expect(link).toContain('artifactType=application%2Fspdx%2Bjson')
    const second = await list(repository, subject.digest, /(\?[^>]*)>/.exec(link)?.[1])
    expect([...first.manifests, ...second.manifests]).toMatchObject(referrers.map(({ digest }) => ({ digest })))
    expect(second.headers.link).toBeUndefined()
  })

  test.for(['sha256:short', 'v1', 'md5:d41d8cd98f00b204e9800998ecf8427e', ''])(
    'a list for the malformed digest %j answers 400',
    async (digest, { repository }) => {
      expectRefusal(await repository.ask('GET', `referrers/${digest}`), 400, 'DIGEST_INVALID')
    },
  )

  test.for(['x', '-1', '9'.repeat(16), "1' or 1=1"])('last=%j answers 405', async (last, { repository }) => {
    const answer = await repository.ask('GET', `referrers/${subject.digest}?last=${encodeURIComponent(last)}`)
    const sentence = "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'"
    expectRefusal(answer, 405, 'UNSUPPORTED', sentence)
  })

  test('a list of referrers in a missing repository answers 404', async ({ server }) => {
    const answer = await server.registry.request('GET', `/v2/team/missing/referrers/${subject.digest}`)
    expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
  })
})

describe('§ Push › Pushing Manifests with Subject', () => {
  test.for<[string, Manifest]>([
    ['an image', sbom],
    ['an index', index],
  ])('the push of %s with a subject is answered with OCI-Subject', async ([, referrer], { repository }) => {
    await repository.pushImage(subject)
    await repository.pushBlob(...sbom.blobs)
    const answer = await repository.pushManifest(referrer)
    expect([answer.status, answer.headers['oci-subject']]).toEqual([201, subject.digest])
  })

  test('a referrer is listed whether its subject is pushed later or never', async ({ repository }) => {
    await repository.pushImage(sbom)
    expect((await list(repository, subject.digest)).manifests).toHaveLength(1)
    await repository.pushImage(subject, 'v1')
    expect((await list(repository, subject.digest)).manifests).toHaveLength(1)
  })

  test('a referrer that names its subject by sha512 is listed under that digest only', async ({ repository }) => {
    const strong = { ...subject, digest: digestOf(subject.bytes, 'sha512') }
    const referrer = artifactOf({ artifactType: 'a/b', subject: strong })
    await repository.pushImage(referrer)
    expect((await list(repository, strong.digest)).manifests).toHaveLength(1)
    expect((await list(repository, subject.digest)).manifests).toEqual([])
  })

  test('a deleted referrer is not listed; one whose subject is deleted still is', async ({ repository }) => {
    await pushAll(repository)
    await repository.ask('DELETE', `manifests/${sbom.digest}`)
    await repository.ask('DELETE', `manifests/${subject.digest}`)
    const { manifests } = await list(repository, subject.digest)
    expect(manifests).toHaveLength(4)
    expect(JSON.stringify(manifests)).not.toContain(sbom.digest)
  })
})
