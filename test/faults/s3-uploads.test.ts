import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { UploadGone } from '../../src/blobs/blob-errors.ts'
import type { S3Location } from '../../src/blobs/s3/s3-location.ts'
import { frameSizeBytes } from '../../src/sealing/frames.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { s3StoreAt } from '../support/s3-blobs.ts'
import { listContents } from '../support/s3-contents.ts'
import { type S3Proxy, type S3RequestKind, startS3Proxy } from '../support/s3-proxy.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'
import { blobsOver, digestOf, noise, openUpload, readAll } from '../support/upload-rows.ts'

describe.runIf(hasGoProgram('versitygw'))('uploads to S3', () => {
  let s3: S3Server
  let proxy: S3Proxy
  let location: S3Location
  beforeAll(async () => {
    s3 = await startS3Server()
    proxy = await startS3Proxy(s3)
    for (const [name, value] of Object.entries(s3.env)) vi.stubEnv(name, value)
  })
  beforeEach(() => {
    location = s3.location(proxy.url)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await proxy.stop()
    await s3.stop()
  })

  /** What is kept in the bucket: objects, and multipart uploads that have not ended. */
  async function left(): Promise<readonly string[]> {
    const { objects, multiparts } = await listContents({ ...location, endpoint: s3.url })
    return [...objects, ...multiparts.map((name) => `multipart upload of ${name}`)]
  }

  function countAsked(from: number): ReadonlyMap<S3RequestKind, number> {
    const kinds = proxy.asked.slice(from).map(({ kind }) => kind)
    return new Map([...new Set(kinds)].map((kind) => [kind, kinds.filter((each) => each === kind).length]))
  }

  /** Requests of two and a half frames each, which two servers take in turns. */
  async function pushHopping(requestCount: number): Promise<ReadonlyMap<S3RequestKind, number>> {
    const from = proxy.asked.length
    await using first = blobsOver(s3StoreAt(location))
    await using second = blobsOver(s3StoreAt(location))
    const bytes = noise(2.5 * frameSizeBytes * requestCount, requestCount)
    const upload = openUpload(first)
    for (let at = 0; at < requestCount; at += 1) {
      const part = bytes.subarray(upload.size, upload.size + 2.5 * frameSizeBytes)
      await upload.append(at % 2 === 0 ? first : second, [part])
    }
    const pushing = countAsked(from)
    const blob = await upload.finish(second, [])
    expect(blob.digest).toBe(digestOf(bytes))
    expect(await left()).toEqual([`blobs/${blob.storage_key}`])
    expect((await readAll(first, blob)).equals(bytes)).toBe(true)
    await first.remove(blob.storage_key)
    expect(await left()).toEqual([])
    return pushing
  }

  test('move between two servers with each request, at a cost that does not grow with their size', async () => {
    expect(Object.fromEntries(await pushHopping(16))).toEqual({
      // A rest for each request, and the one that it replaces.
      'get object': 15,
      'put object': 16,
      'delete object': 14,
      // 40 MiB and the boxes of frames are five parts; the last one is looked at where there is one.
      'create multipart': 1,
      'upload part': 5,
      'list parts': 12,
    })
    const { 'list parts': listed, ...asked } = Object.fromEntries(await pushHopping(32))
    expect(asked).toEqual({
      'get object': 31,
      'put object': 32,
      'delete object': 30,
      'create multipart': 1,
      'upload part': 10,
    })
    expect(listed).toBe(28)
  })

  test('that stay on one server read nothing back before they end', async () => {
    const from = proxy.asked.length
    await using blobs = blobsOver(s3StoreAt(location))
    const bytes = noise(20 * frameSizeBytes)
    const upload = openUpload(blobs)
    for (let at = 0; at < 5; at += 1) {
      await upload.append(blobs, [bytes.subarray(upload.size, upload.size + 4 * frameSizeBytes)])
    }
    await upload.finish(blobs, [])
    expect(Object.fromEntries(countAsked(from))).toEqual({
      'put object': 5,
      'create multipart': 1,
      'upload part': 3,
      'complete multipart': 1,
      'delete object': 5,
      'list multiparts': 1,
    })
  })

  test('of one request that is shorter than a part make one object with one request to S3', async () => {
    const from = proxy.asked.length
    await using blobs = blobsOver(s3StoreAt(location))
    await openUpload(blobs).finish(blobs, [noise(5 * frameSizeBytes)])
    expect(Object.fromEntries(countAsked(from))).toEqual({ 'put object': 1 })
  })

  test('give the right blob, however they are cut and whichever server takes each request', async () => {
    await using first = blobsOver(s3StoreAt(location))
    await using second = blobsOver(s3StoreAt(location), 'none')
    const request = fc.record({ sizeBytes: fc.nat(7 * frameSizeBytes), onFirst: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (requests, opensFirst) => {
          const bytes = noise(requests.reduce((sum, { sizeBytes }) => sum + sizeBytes, 40_000))
          const upload = openUpload(opensFirst ? first : second)
          for (const { sizeBytes, onFirst } of requests) {
            await upload.append(onFirst ? first : second, [bytes.subarray(upload.size, upload.size + sizeBytes)])
          }
          const blob = await upload.finish(first, [bytes.subarray(upload.size)])
          expect(blob.digest).toBe(digestOf(bytes))
          expect((await readAll(second, blob)).equals(bytes)).toBe(true)
          await second.remove(blob.storage_key)
        },
      ),
      { numRuns: 8 },
    )
    expect(await left()).toEqual([])
  })

  test('that are never ended leave nothing when they are removed', async () => {
    await using blobs = blobsOver(s3StoreAt(location))
    const upload = openUpload(blobs)
    await upload.append(blobs, [noise(18 * frameSizeBytes)])
    await upload.append(blobs, [noise(2 * frameSizeBytes)])
    const { storage_key: storageKey } = (await upload.load()).upload
    expect((await left()).map((name) => name.replace(storageKey, ''))).toEqual([
      expect.stringMatching(/^uploads\/\/[0-9]+$/),
      expect.stringMatching(/^uploads\/\/[0-9]+$/),
      'multipart upload of blobs/',
    ])
    await blobs.forget(upload.uuid)
    await blobs.remove(storageKey)
    expect(await left()).toEqual([])
  })

  test('that break off before anything is acknowledged leave nothing', async () => {
    await using blobs = blobsOver(s3StoreAt(location))
    const upload = openUpload(blobs)
    const session = await blobs.resume(upload.uuid, upload)
    await session.write(noise(18 * frameSizeBytes))
    await blobs.forget(upload.uuid)
    await session[Symbol.asyncDispose]()
    await expect(session.flush()).rejects.toThrow(UploadGone)
    expect(await left()).toEqual([])
  })
})
