import { describe, expect } from 'vitest'
import { blobOf, digestOf } from '../support/images.ts'
import { noise } from '../support/upload-rows.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-blobs */
const small = blobOf('0123456789')
const large = { bytes: noise(2 * 1024 * 1024 + 100), digest: '', mediaType: 'application/octet-stream' }
large.digest = digestOf(large.bytes)

describe('§ Pull › Pulling blobs', () => {
  test.for([
    ['small', small],
    ['large', large],
  ] as const)('GET of a %s blob answers 200 with its bytes, length and digest', async ([, blob], { repository }) => {
    await repository.pushBlob(blob)
    const answer = await repository.ask('GET', `blobs/${blob.digest}`)
    expect(answer.status).toBe(200)
    expect(answer.body.equals(blob.bytes)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(blob.bytes.length),
      'docker-content-digest': blob.digest,
      'accept-ranges': 'bytes',
      etag: `"${blob.digest}"`,
      'docker-distribution-api-version': 'registry/2.0',
    })
  })

  test('GET of a blob that only another repository has answers 404', async ({ newRepository }) => {
    const [owner, other] = [await newRepository(), await newRepository()]
    await owner.pushBlob(small)
    const sentence = `The layer with digest '${small.digest}' does not exist in the repository with name '${other.name}' in the registry with id '123456789012'`
    expectRefusal(await other.ask('GET', `blobs/${small.digest}`), 404, 'BLOB_UNKNOWN', sentence)
  })

  test('GET of a blob in a missing repository answers 404', async ({ server }) => {
    const answer = await server.registry.getBlob('team/missing', small.digest)
    expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
  })
})

describe('§ Pull › Pulling blobs › Range requests', () => {
  const ten = small.bytes.toString()
  test.for([
    ['bytes=0-0', '0', '0-0'],
    ['bytes=2-5', '2345', '2-5'],
    ['bytes=7-', '789', '7-9'],
    ['bytes=-4', '6789', '6-9'],
    ['bytes=-100', ten, '0-9'],
    ['bytes=8-100', '89', '8-9'],
  ] as const)('the range %s of ten bytes answers 206', async ([range, part, contentRange], { repository }) => {
    await repository.pushBlob(small)
    const answer = await repository.ask('GET', `blobs/${small.digest}`, { headers: { range } })
    expect([answer.status, answer.text]).toEqual([206, part])
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${contentRange}/10`,
      'content-length': String(part.length),
      'docker-content-digest': small.digest,
    })
  })

  test.for(['bytes=10-', 'bytes=10-20', 'bytes=-0', 'bytes=5-4'])(
    'the range %s of ten bytes answers 416',
    async (range, { repository }) => {
      await repository.pushBlob(small)
      const answer = await repository.ask('GET', `blobs/${small.digest}`, { headers: { range } })
      expect([answer.status, answer.text, answer.headers['content-range']]).toEqual([416, '', 'bytes */10'])
    },
  )

  test.for(['bytes=0-1,4-5', 'lines=1-2', 'bytes', 'bytes=x-y'])(
    'the range %s is ignored',
    async (range, { repository }) => {
      await repository.pushBlob(small)
      const answer = await repository.ask('GET', `blobs/${small.digest}`, { headers: { range } })
      expect([answer.status, answer.text, answer.headers['content-range']]).toEqual([200, ten, undefined])
    },
  )

  test('ranges of a large blob are answered from anywhere in it', async ({ repository }) => {
    await repository.pushBlob(large)
    const mebibyte = 1024 * 1024
    for (const [first, last] of [
      [mebibyte - 1, mebibyte],
      [5, 2 * mebibyte + 50],
      [2 * mebibyte + 99, 2 * mebibyte + 99],
    ] as const) {
      const answer = await repository.ask('GET', `blobs/${large.digest}`, {
        headers: { range: `bytes=${first}-${last}` },
      })
      expect(answer.status).toBe(206)
      expect(answer.body.equals(large.bytes.subarray(first, last + 1))).toBe(true)
    }
  })

  test('a range of an empty blob answers 416, and a suffix range 200', async ({ repository }) => {
    const empty = blobOf('')
    await repository.pushBlob(empty)
    const path = `blobs/${empty.digest}`
    expect((await repository.ask('GET', path, { headers: { range: 'bytes=0-0' } })).status).toBe(416)
    expect((await repository.ask('GET', path, { headers: { range: 'bytes=-5' } })).status).toBe(200)
  })
})
