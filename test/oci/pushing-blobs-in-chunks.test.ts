import { describe, expect } from 'vitest'
import { blobOf, digestOf } from '../support/images.ts'
import { noise } from '../support/upload-rows.ts'
import { expectRefusal, test } from './oci-test.ts'
import { nothing, type TestRepository } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks */
const blob = blobOf('0123456789abcdefghij')
const chunk = (first: number, last: number) => blob.bytes.subarray(first, last + 1)

const patch = (repository: TestRepository, upload: string, first: number, last: number) =>
  repository.ask('PATCH', upload, { headers: { 'content-range': `${first}-${last}` }, body: chunk(first, last) })

describe('§ Pushing blobs › Pushing a blob in chunks', () => {
  test('each chunk is answered with 202, the next location and the range received so far', async ({ repository }) => {
    const upload = await repository.openUpload()
    for (const [first, last] of [
      [0, 6],
      [7, 12],
      [13, 19],
    ] as const) {
      const answer = await patch(repository, upload, first, last)
      expect(answer).toMatchObject({ status: 202, text: '' })
      expect(answer.headers.range).toBe(`0-${last}`)
      expect(answer.headers.location).toMatch(new RegExp(`^http://[^/]+/v2/${repository.name}/${upload}$`))
    }
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [20] })
    const closed = await repository.ask('PUT', `${upload}?digest=${blob.digest}`)
    expect(closed).toMatchObject({ status: 201, text: '' })
    expect(closed.headers).toMatchObject({
      'docker-content-digest': blob.digest,
      location: expect.stringMatching(
        new RegExp(`^http://[^/]+/v2/${repository.name}/blobs/${blob.digest}$`),
      ) as unknown,
    })
    expect((await repository.ask('GET', `blobs/${blob.digest}`)).body).toEqual(blob.bytes)
    expect(await repository.stored()).toEqual({ ...nothing, blobs: [blob.digest] })
  })

  test('the closing PUT may carry the last chunk', async ({ repository }) => {
    const upload = await repository.openUpload()
    await patch(repository, upload, 0, 9)
    const closed = await repository.ask('PUT', `${upload}?digest=${blob.digest}`, {
      headers: { 'content-range': '10-19' },
      body: chunk(10, 19),
    })
    expect(closed.status).toBe(201)
    expect((await repository.ask('GET', `blobs/${blob.digest}`)).body).toEqual(blob.bytes)
  })

  test('a chunk without Content-Range is appended, whatever its length', async ({ repository }) => {
    const upload = await repository.openUpload()
    await repository.ask('PATCH', upload, { body: chunk(0, 3) })
    const streamed = await repository.ask('PATCH', upload, { body: pieces(chunk(4, 19)) })
    expect(streamed.headers.range).toBe('0-19')
    expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
  })

  test('chunks of any size make one blob, across the borders of sealed frames', async ({ repository }) => {
    const bytes = noise(2.5 * 1024 * 1024 + 7)
    const upload = await repository.openUpload()
    const edges = [0, 1, 1024 * 1024, 1024 * 1024 + 1, 1_500_000, 2 * 1024 * 1024, bytes.length]
    for (const [index, first] of edges.slice(0, -1).entries()) {
      const end = edges[index + 1] ?? 0
      const answer = await repository.ask('PATCH', upload, {
        headers: { 'content-range': `${first}-${end - 1}` },
        body: bytes.subarray(first, end),
      })
      expect(answer.headers.range).toBe(`0-${end - 1}`)
    }
    expect((await repository.ask('PUT', `${upload}?digest=${digestOf(bytes)}`)).status).toBe(201)
    expect((await repository.ask('GET', `blobs/${digestOf(bytes)}`)).body.equals(bytes)).toBe(true)
  })

  test.for([
    ['skips bytes', 15, 19],
    ['was sent before', 0, 9],
    ['overlaps', 5, 14],
  ] as const)('a chunk that %s answers 416 with the range received so far', async ([, first, last], { repository }) => {
    const upload = await repository.openUpload()
    await patch(repository, upload, 0, 9)
    for (const method of ['PATCH', 'PUT']) {
      const path = method === 'PUT' ? `${upload}?digest=${blob.digest}` : upload
      const answer = await repository.ask(method, path, {
        headers: { 'content-range': `${first}-${last}` },
        body: chunk(first, last),
      })
      const sentence = `First byte of the layer part is ${first} instead of 10`
      expectRefusal(answer, 416, 'BLOB_UPLOAD_INVALID', sentence)
      expect(answer.headers).toMatchObject({ range: '0-9', 'docker-upload-uuid': upload.split('/')[2] })
      expect(answer.headers.location).toContain(`/v2/${repository.name}/${upload}`)
    }
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [10] })
    await patch(repository, upload, 10, 19)
    expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
  })

  test('a first chunk that does not begin with byte 0 answers 416', async ({ repository }) => {
    const upload = await repository.openUpload()
    expectRefusal(await patch(repository, upload, 5, 9), 416, 'BLOB_UPLOAD_INVALID')
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })

  test('a chunk whose Content-Range differs from its length answers 416', async ({ repository }) => {
    const upload = await repository.openUpload()
    const answer = await repository.ask('PATCH', upload, {
      headers: { 'content-range': '0-9', 'content-length': 4 },
      body: chunk(0, 3),
    })
    expectRefusal(answer, 416, 'BLOB_UPLOAD_INVALID', 'Layer part size is 4 instead of 10: the size is not valid')
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })

  test.for([
    ['shorter', '0-9', 4],
    ['longer', '0-9', 14],
    ['shorter', 'bytes 0-9/20', 4],
  ] as const)(
    'a stream that is %s than its range %s answers 416, and none of it is kept',
    async ([, range, size], { repository }) => {
      const upload = await repository.openUpload()
      const headers = { 'content-range': range }
      for (const [method, path] of [
        ['PATCH', upload],
        ['PUT', `${upload}?digest=${blob.digest}`],
      ] as const) {
        const answer = await repository.ask(method, path, { headers, body: pieces(blob.bytes.subarray(0, size)) })
        expectRefusal(
          answer,
          416,
          'BLOB_UPLOAD_INVALID',
          /^Layer part size is \d+ instead of 10: the size is not valid$/,
        )
        expect(answer.headers.range).toBe('0-0')
        expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
      }
      await patch(repository, upload, 0, 19)
      expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
    },
  )

  test('GET of an upload answers 204 with its range and location', async ({ repository }) => {
    const upload = await repository.openUpload()
    for (const [received, range] of [
      [0, '0-0'],
      [10, '0-9'],
    ] as const) {
      if (received > 0) await patch(repository, upload, 0, received - 1)
      const status = await repository.ask('GET', upload)
      expect(status).toMatchObject({ status: 204, text: '' })
      expect(status.headers).toMatchObject({ range, 'docker-upload-uuid': upload.split('/')[2] })
      expect(status.headers.location).toContain(`/v2/${repository.name}/${upload}`)
    }
  })

  test('an upload is unknown after its closing PUT', async ({ repository }) => {
    const upload = await repository.openUpload()
    await patch(repository, upload, 0, 19)
    await repository.ask('PUT', `${upload}?digest=${blob.digest}`)
    const again = await Promise.all([
      repository.ask('GET', upload),
      repository.ask('PATCH', upload, { body: 'more' }),
      repository.ask('PUT', `${upload}?digest=${blob.digest}`),
      repository.ask('DELETE', upload),
    ])
    for (const answer of again)
      expectRefusal(answer, 404, 'BLOB_UPLOAD_UNKNOWN', /^The upload with id '.*' does not exist$/)
  })

  test('a closing PUT without the digest of the whole blob answers 400', async ({ repository }) => {
    const upload = await repository.openUpload()
    await patch(repository, upload, 0, 9)
    expectRefusal(await repository.ask('PUT', upload), 400, 'DIGEST_INVALID', 'The digest parameter is missing')
    const lastChunkOnly = await repository.ask('PUT', `${upload}?digest=${digestOf(chunk(10, 19))}`, {
      body: chunk(10, 19),
    })
    const sentence = 'None of the provided layer digests match the calculated layer digest'
    expectRefusal(lastChunkOnly, 400, 'BLOB_UPLOAD_INVALID', sentence)
    expect((await repository.stored()).blobs).toEqual([])
  })
})

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 3) yield bytes.subarray(start, start + 3)
}
