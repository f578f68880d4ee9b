import { describe, expect } from 'vitest'
import { blobOf, digestOf, imageOf, OCI } from '../support/images.ts'
import { expectRefusal, test } from './oci-test.ts'
import { nothing } from './test-repository.ts'

/** What no well-meaning client sends: each has its documented error, and nothing is stored. */
const image = imageOf()
const digest = image.digest
const put = { headers: { 'content-type': OCI.manifest }, body: image.bytes }

const invalidName =
  "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''"

describe('names of repositories', () => {
  test.for([
    'App',
    'app/Team',
    'a',
    '-app',
    'app-',
    'app_',
    '.app',
    'app..x',
    'app___x',
    'a//b',
    '/app',
    'app/',
    'team/./app',
    'team/../app',
    '..',
    'app%20x',
    'app%0a',
    'app%3Fx',
    'app%23x',
    'app+x',
    'app~x',
    'app:v1',
    'app@sha256',
    '%C3%A4pp',
    '%E2%80%8Bapp',
    'x'.repeat(257),
    'manifests/Blobs',
  ])('the repository name %s answers 400 on every route that has a name', async (name, { server }) => {
    for (const [method, path] of [
      ['GET', 'tags/list'],
      ['GET', 'manifests/v1'],
      ['DELETE', 'manifests/v1'],
      ['GET', `blobs/${digest}`],
      ['DELETE', `blobs/${digest}`],
      ['POST', 'blobs/uploads/'],
      ['PATCH', 'blobs/uploads/x'],
      ['GET', `referrers/${digest}`],
    ] as const) {
      const answer = await server.registry.request(method, `/v2/${name}/${path}`)
      expectRefusal(answer, 400, 'NAME_INVALID', invalidName)
    }
    expectRefusal(
      await server.registry.request('PUT', `/v2/${name}/manifests/v1`, put),
      400,
      'NAME_INVALID',
      invalidName,
    )
  })

  test.for([
    'a%2fb',
    'a%2Fb',
    '%2e%2e%2f',
    '..%2f..%2fetc',
    'a%5cb',
    'a%00b',
    '%00',
    'a%',
    'a%zz',
    'a%c3%28',
    '%ff',
    'a%2',
  ])('the repository name %s is no path once it is decoded, and answers 404', async (name, { server }) => {
    for (const path of ['tags/list', 'manifests/v1', `blobs/${digest}`, 'blobs/uploads/']) {
      const method = path.endsWith('/') ? 'POST' : 'GET'
      const answer = await server.registry.request(method, `/v2/${name}/${path}`)
      expect([answer.status, answer.text]).toEqual([404, '404 page not found\n'])
    }
  })

  test.for(['manifests', 'blobs/uploads', 'tags/list', 'v2', 'a/manifests/b', 'blobs', 'referrers'])(
    'a repository called %s takes pushes and pulls like any other',
    async (name, { newRepository }) => {
      const repository = await newRepository(name.length > 1 ? name : `${name}x`)
      await repository.pushImage(image, 'list')
      expect((await repository.ask('GET', 'manifests/list')).body).toEqual(image.bytes)
      expect((await repository.ask('GET', `blobs/${image.config.digest}`)).status).toBe(200)
      expect((await repository.ask('GET', 'tags/list')).json()).toEqual({ name, tags: ['list'] })
    },
  )
})

describe('tags and digests', () => {
  test.for(['-v1', '.v1', 'v 1', 'v%2f1', 'v1%00', 'v@1', 'v+1', 'x'.repeat(129), 'ä', '%F0%9F%90%B3', '$(id)', "'"])(
    'a push of the tag %j is refused',
    async (tag, { repository }) => {
      await repository.pushBlob(...image.blobs)
      const escaped = tag.includes('%') ? tag : encodeURIComponent(tag)
      const answer = await repository.ask('PUT', `manifests/${escaped}`, put)
      if (tag.includes('%2f') || tag.includes('%00')) expect(answer.text).toBe('404 page not found\n')
      else expectRefusal(answer, 400, 'TAG_INVALID', /^Invalid parameter at 'imageTag' failed to satisfy constraint/)
      expect(await repository.stored()).toMatchObject({ images: [], tags: {} })
    },
  )

  test.for([
    'sha256:',
    'sha256',
    `sha256:${'g'.repeat(64)}`,
    `sha256:${'A'.repeat(64)}`,
    `sha256:${'0'.repeat(64)} `,
    `sha256:${'0'.repeat(64)}:`,
    `sha256+b64:${'0'.repeat(64)}`,
    `sha1:${'0'.repeat(40)}`,
    '..:..',
    `sha256:${'0'.repeat(500)}`,
    'sha256:../../../../etc/passwd',
  ])('the digest %j answers 400 on every route and stores nothing', async (text, { repository }) => {
    const escaped = encodeURIComponent(text).replaceAll('%2F', '_')
    for (const [method, path] of [
      ['GET', `blobs/${escaped}`],
      ['HEAD', `blobs/${escaped}`],
      ['DELETE', `blobs/${escaped}`],
      ['GET', `referrers/${escaped}`],
      ['POST', `blobs/uploads/?mount=${escaped}`],
      ['POST', `blobs/uploads/?digest=${escaped}`],
    ] as const) {
      const answer = await repository.ask(method, path)
      if (method === 'HEAD') expect([answer.status, answer.text]).toEqual([400, ''])
      else expectRefusal(answer, 400, 'DIGEST_INVALID', /^The digest '.*' is not valid: sha256:\[a-f0-9\]\{64\}/)
    }
    if (text.includes(':'))
      expectRefusal(await repository.ask('PUT', `manifests/${escaped}`, put), 400, 'DIGEST_INVALID')
    expect(await repository.stored()).toEqual(nothing)
  })

  test('bytes that do not match their digest answer 400 on every route that stores them', async ({ repository }) => {
    const wrong = digestOf('other bytes')
    const upload = await repository.openUpload()
    await repository.pushBlob(...image.blobs)
    const blobs = (await repository.stored()).blobs
    const answers = [
      await repository.ask('PUT', `${upload}?digest=${wrong}`, { body: 'bytes' }),
      await repository.ask('POST', `blobs/uploads/?digest=${wrong}`, { body: 'bytes' }),
      await repository.ask('PUT', `manifests/${wrong}`, put),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(await repository.stored()).toEqual({ ...nothing, blobs, uploads: [0] })
  })
})

describe('headers', () => {
  test.for([
    '',
    'x',
    'application',
    '/',
    'a/b/c',
    'text/plain;',
    '; charset=utf-8',
    'application/json; =',
    '*/*',
    'ä/ö',
  ])('the Content-Type %j is ignored for blobs, and refused for manifests', async (contentType, { repository }) => {
    const headers = { 'content-type': Buffer.from(contentType).toString('latin1') }
    const blob = blobOf('typed oddly')
    const upload = await repository.openUpload()
    expect((await repository.ask('PATCH', upload, { headers, body: blob.bytes })).status).toBe(202)
    expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`, { headers })).status).toBe(201)
    expect((await repository.ask('GET', `blobs/${blob.digest}`, { headers })).status).toBe(200)
    expect((await repository.ask('DELETE', `blobs/${blob.digest}`, { headers })).status).toBe(202)
    if (contentType === '' || contentType.startsWith(';')) return
    expectRefusal(await repository.ask('PUT', 'manifests/v1', { ...put, headers }), 405, 'UNSUPPORTED')
    expect(await repository.stored()).toEqual(nothing)
  })

  test.for([
    '',
    '0',
    '-',
    '0-',
    '-4',
    '4-0',
    'a-b',
    '0-4-5',
    ' 0-4',
    '0 - 4',
    'bytes 0-4',
    'bytes=0-4',
    'bytes 0-4/4',
    '0-4/5x',
    '+0-4',
    '0x0-4',
    '0-1e1',
    '0-99999999999999999999',
    `0-${'9'.repeat(100)}`,
    '٠-٤',
  ])('the Content-Range %j answers 416 unless it is a range', async (contentRange, { repository }) => {
    const upload = await repository.openUpload()
    const headers = { 'content-range': Buffer.from(contentRange).toString('latin1') }
    const isRange = contentRange === 'bytes 0-4' || contentRange === ' 0-4'
    for (const [method, path] of [
      ['PATCH', upload],
      ['PUT', `${upload}?digest=${digestOf('12345')}`],
    ] as const) {
      if (isRange && method === 'PUT') continue
      const answer = await repository.ask(method, path, { headers, body: '12345' })
      if (isRange) expect(answer.status).toBe(202)
      else expectRefusal(answer, 416, 'BLOB_UPLOAD_INVALID')
    }
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [isRange ? 5 : 0] })
  })

  test('a Content-Range that ends beyond the largest layer answers 416 and allocates nothing', async ({
    repository,
  }) => {
    const upload = await repository.openUpload()
    const headers = { 'content-range': '0-9007199254740990' }
    const answer = await repository.ask('PATCH', upload, { headers, body: '12345' })
    expectRefusal(answer, 416, 'BLOB_UPLOAD_INVALID', /^Layer part size is 5 instead of 9007199254740991/)
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })
})

describe('queries', () => {
  test('unknown query parameters are ignored', async ({ repository }) => {
    await repository.pushImage(image, 'v1')
    for (const path of [
      'manifests/v1?x=1',
      `blobs/${image.config.digest}?digest=nonsense&x`,
      'tags/list?&&==&%zz=%zz',
      'tags/list?n=5&x=%00',
      `referrers/${digest}?x[]=1`,
    ]) {
      expect([path, (await repository.ask('GET', path)).status]).toEqual([path, 200])
    }
  })

  test('the first value of a query parameter that is sent twice counts', async ({ repository }) => {
    const blob = blobOf('twice')
    const upload = await repository.openUpload()
    const path = `${upload}?digest=${blob.digest}&digest=nonsense`
    expect((await repository.ask('PUT', path, { body: blob.bytes })).status).toBe(201)
  })
})
