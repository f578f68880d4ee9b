import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { BlobBytes, Blobs } from '../../src/blobs/blobs.ts'
import { DamagedBlob } from '../../src/blobs/blob-errors.ts'
import { StorageUnavailable } from '../../src/errors.ts'
import { frameSizeBytes } from '../../src/sealing/frames.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { s3StoreAt } from '../support/s3-blobs.ts'
import { type Fault, type S3Proxy, type S3Request, startS3Proxy } from '../support/s3-proxy.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'
import { blobsOver, digestOf, noise, openUpload, readAll, type UploadWithRow } from '../support/upload-rows.ts'

const bytes = noise(13 * frameSizeBytes + 55_555)
/** Requests end here; the last one also ends the upload. */
const cuts = [3 * frameSizeBytes + 1, 9 * frameSizeBytes, 11 * frameSizeBytes + 500, bytes.byteLength]

describe.runIf(hasGoProgram('versitygw'))('S3', () => {
  let s3: S3Server
  let proxy: S3Proxy
  beforeAll(async () => {
    s3 = await startS3Server()
    proxy = await startS3Proxy(s3)
    for (const [name, value] of Object.entries(s3.env)) vi.stubEnv(name, value)
  })
  afterEach(() => {
    proxy.fault = undefined
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await proxy.stop()
    await s3.stop()
  })

  const passing: Fault[] = ['500', '503 SlowDown', 'lost answer', 'reset', 'damaged', 'truncated', 'silent']
  test.each(passing)('that fails with “%s” now and then disturbs no upload and no read', async (fault) => {
    await using blobs = blobsOver(s3StoreAt(s3.location(proxy.url)))
    proxy.fault = everyThird(fault)
    const blob = await push(blobs, openUpload(blobs))
    expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
    await blobs.remove(blob.storage_key)
    await expect(readAll(blobs, blob)).rejects.toThrow('its bytes are missing')
  })

  test.each<Fault>(['500', '503 SlowDown', '403', 'reset', 'silent'])(
    'that always fails with “%s” causes StorageUnavailable and loses nothing',
    async (fault) => {
      const location = s3.location(proxy.url)
      await using blobs = blobsOver(s3StoreAt(location))
      const upload = openUpload(blobs)
      for (const end of cuts.slice(0, -1)) {
        const rest = bytes.subarray(upload.size, end)
        proxy.fault = () => fault
        await expect(upload.append(blobs, [rest])).rejects.toThrow(StorageUnavailable)
        proxy.fault = undefined
        await upload.append(blobs, [rest])
      }
      proxy.fault = () => fault
      await expect(upload.finish(blobs, [bytes.subarray(upload.size)])).rejects.toThrow(StorageUnavailable)
      proxy.fault = undefined
      const blob = await upload.finish(blobs, [bytes.subarray(upload.size)])
      expect(blob.digest).toBe(digestOf(bytes))
      proxy.fault = () => fault
      await expect(readAll(blobs, blob)).rejects.toThrow(StorageUnavailable)
      await expect(blobs.remove(blob.storage_key)).rejects.toThrow(StorageUnavailable)
      proxy.fault = undefined
      expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
    },
  )

  test('that sends too few bytes under a longer length causes StorageUnavailable', async () => {
    await using blobs = blobsOver(s3StoreAt(s3.location(proxy.url)))
    const blob = await push(blobs, openUpload(blobs))
    proxy.fault = ({ kind }) => (kind === 'get object' ? 'short' : undefined)
    await expect(readAll(blobs, blob)).rejects.toThrow(StorageUnavailable)
  })

  test('that reports another ETag for a part makes the upload fail, and it succeeds later', async () => {
    await using blobs = blobsOver(s3StoreAt(s3.location(proxy.url)))
    const upload = openUpload(blobs)
    proxy.fault = ({ kind }) => (kind === 'upload part' ? 'other etag' : undefined)
    await expect(upload.finish(blobs, [bytes])).rejects.toThrow('part')
    proxy.fault = undefined
    const blob = await upload.finish(blobs, [bytes])
    expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
  })

  test('that has lost an open blob causes DamagedBlob', async () => {
    const location = s3.location()
    const store = s3StoreAt(location)
    await using blobs = blobsOver(store)
    const blob = await push(blobs, openUpload(blobs))
    const reader = await store.openReader(blob.storage_key)
    await store.remove(blob.storage_key)
    await expect(reader?.read(Buffer.alloc(10), 0)).rejects.toThrow(DamagedBlob)
  })

  async function push(blobs: Blobs, upload: UploadWithRow): Promise<BlobBytes> {
    for (const end of cuts.slice(0, -1)) await upload.append(blobs, [bytes.subarray(upload.size, end)])
    return upload.finish(blobs, [bytes.subarray(upload.size)])
  }
})

/** Two thirds of the requests of each kind get through, the first one not. */
function everyThird(fault: Fault): (request: S3Request) => Fault | undefined {
  const counts = new Map<string, number>()
  return ({ kind }) => {
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    return count % 3 === 0 ? fault : undefined
  }
}
