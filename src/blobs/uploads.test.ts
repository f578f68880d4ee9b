import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blobsOver, digestOf, noise, openUpload, readAll, type UploadWithRow } from '../../test/support/upload-rows.ts'
import { frameSizeBytes } from '../sealing/frames.ts'
import { DamagedBlob, UploadGone } from './blob-errors.ts'
import type { BlobStore } from './blob-store.ts'
import { filesystemStore } from './filesystem/filesystem-store.ts'
import { memoryStore } from './memory/memory-store.ts'

describe('an upload that continues after a restart', () => {
  test.each([
    ['frames-1', 'sha256'],
    ['frames-1', 'sha512'],
    ['none', 'sha256'],
  ] as const)('at any points gives the same blob as without restarts: %s, %s', async (sealing, algorithm) => {
    const folder = await mkdtemp(join(tmpdir(), 'blobs-'))
    const position = fc.oneof(
      fc.nat(3 * frameSizeBytes),
      fc.constantFrom(0, 1, frameSizeBytes - 1, frameSizeBytes, frameSizeBytes + 1, 2 * frameSizeBytes),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(position, { minLength: 2, maxLength: 4 }), async (positions) => {
        const cuts = [0, ...positions.toSorted((a, b) => a - b)]
        const bytes = noise(cuts.at(-1) ?? 0)
        await using first = blobsOver(filesystemStore(folder), sealing)
        const upload = openUpload(first)
        for (const [i, cut] of cuts.slice(1, -1).entries()) {
          await using blobs = blobsOver(filesystemStore(folder), sealing)
          await upload.append(blobs, [bytes.subarray(cuts[i], cut)])
        }
        await using blobs = blobsOver(filesystemStore(folder), sealing)
        const blob = await upload.finish(blobs, [bytes.subarray(cuts.at(-2))], algorithm)
        expect(blob.digest).toBe(digestOf(bytes, algorithm))
        expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
      }),
      { numRuns: 10 },
    )
    await rm(folder, { recursive: true })
  })

  test('forgets bytes that were not acknowledged, and can overwrite them with fewer', async () => {
    const store = memoryStore()
    const bytes = noise(2 * frameSizeBytes + 10)
    await using first = blobsOver(store)
    const upload = openUpload(first)
    await upload.append(first, [bytes.subarray(0, frameSizeBytes + 5)])
    {
      await using session = await first.resume(upload.uuid, upload)
      await session.write(noise(5 * frameSizeBytes, 2))
    }
    await using second = blobsOver(store)
    const blob = await upload.finish(second, [bytes.subarray(upload.size)])
    expect(blob.digest).toBe(digestOf(bytes))
    expect((await readAll(second, blob)).equals(bytes)).toBe(true)
  })

  test('is damaged when its partialFrame is of another state of the upload', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    await upload.append(blobs, [noise(100)])
    const { upload: row, partialFrame } = await upload.load()
    for (const stored of [
      { upload: row, partialFrame: undefined },
      { upload: { ...row, size: 99 }, partialFrame },
      { upload: { ...row, size: frameSizeBytes + 100 }, partialFrame },
      { upload: { ...row, wrapped_key: blobs.reserve().wrapped_key }, partialFrame },
    ]) {
      await expect(blobs.resume(upload.uuid, { ...upload, load: async () => stored })).rejects.toThrow(DamagedBlob)
    }
  })

  test('is damaged when flushed bytes are missing from the store', async () => {
    const store = memoryStore()
    await using blobs = blobsOver(store)
    const upload = openUpload(blobs)
    await upload.append(blobs, [noise(frameSizeBytes)])
    await store.remove((await upload.load()).upload.storage_key)
    await using restarted = blobsOver(store)
    await expect(upload.finish(restarted, [noise(1)])).rejects.toThrow(DamagedBlob)
  })
})

describe('requests on one upload', () => {
  test('wait for each other, and each sees what the one before acknowledged', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    const parts = [noise(frameSizeBytes + 1, 1), noise(3, 2), noise(2 * frameSizeBytes, 3), noise(70_000, 4)]
    await Promise.all(parts.map((part) => upload.append(blobs, [part])))
    const blob = await upload.finish(blobs, [])
    expect(blob.digest).toBe(digestOf(Buffer.concat(parts)))
  })

  test('fail with the error of the loader when the row is gone', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    const unknown = new Error('no such upload')
    await expect(blobs.resume(upload.uuid, { ...upload, load: () => Promise.reject(unknown) })).rejects.toBe(unknown)
    await upload.append(blobs, [noise(10)])
  })

  test('let the next one begin after one that fails', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    const broken = (async () => {
      await using session = await blobs.resume(upload.uuid, upload)
      await session.write(noise(2 * frameSizeBytes))
      throw new Error('the client hung up')
    })()
    const next = upload.finish(blobs, [noise(frameSizeBytes)])
    await expect(broken).rejects.toThrow('the client hung up')
    expect((await next).digest).toBe(digestOf(noise(frameSizeBytes)))
  })

  test('do not count a flush whose transaction failed', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    {
      await using session = await blobs.resume(upload.uuid, upload)
      await session.write(noise(2 * frameSizeBytes, 2))
      await session.flush()
    }
    const blob = await upload.finish(blobs, [noise(frameSizeBytes + 9)])
    expect((await readAll(blobs, blob)).equals(noise(frameSizeBytes + 9))).toBe(true)
  })
})

describe('the row of an upload', () => {
  test('is claimed before anything is written to the store, and released when the request ends', async () => {
    const events: string[] = []
    await using blobs = blobsOver(watchWriters(memoryStore(), events))
    const upload = watchRow(openUpload(blobs), events)
    await upload.append(blobs, [noise(2 * frameSizeBytes)])
    expect(events).toEqual(['claim', 'open', 'write', 'write', 'flush', 'release'])
    await upload.finish(blobs, [noise(5)])
    expect(events.slice(6)).toEqual(['claim', 'write', 'commit', 'close', 'release'])
  })

  test('is not claimed for bytes that the row itself holds', async () => {
    const events: string[] = []
    await using blobs = blobsOver(watchWriters(memoryStore(), events))
    const upload = watchRow(openUpload(blobs), events)
    await upload.append(blobs, [noise(frameSizeBytes - 1)])
    const other = watchRow(openUpload(blobs, 'short'), events)
    await other.finish(blobs, [noise(100)])
    expect(events).toEqual(['release', 'release'])
  })

  test('that another server has claimed keeps this one from writing to the store', async () => {
    const events: string[] = []
    await using blobs = blobsOver(watchWriters(memoryStore(), events))
    const upload = openUpload(blobs)
    const overtaken = new Error('overtaken')
    const row = { ...upload, claim: () => Promise.reject(overtaken) }
    {
      await using session = await blobs.resume(upload.uuid, row)
      await expect(session.write(noise(3 * frameSizeBytes))).rejects.toBe(overtaken)
      await expect(session.flush()).rejects.toBe(overtaken)
      await expect(session.finish('sha256', () => true)).rejects.toBe(overtaken)
    }
    {
      await using session = await blobs.resume(upload.uuid, row)
      await session.write(noise(50_000))
      await expect(session.finish('sha256', () => true)).rejects.toBe(overtaken)
    }
    expect(events).toEqual([])
    expect((await upload.finish(blobs, [noise(7)])).digest).toBe(digestOf(noise(7)))
  })

  test('with another revision than before makes the server read the bytes again, not trust its memory', async () => {
    const opened: string[] = []
    await using blobs = blobsOver(watchReaders(memoryStore(), opened), 'none')
    const upload = openUpload(blobs)
    await upload.append(blobs, [noise(frameSizeBytes)])
    const stored = await upload.load()
    const load = async () => ({ ...stored, upload: { ...stored.upload, revision: stored.upload.revision + 1 } })
    await using session = await blobs.resume(upload.uuid, { ...upload, load })
    const blob = await session.finish('sha256', () => true)
    expect(blob?.digest).toBe(digestOf(noise(frameSizeBytes)))
    expect(opened).toEqual([stored.upload.storage_key])
  })
})

describe('a digest that does not match', () => {
  test.each([10, 50_000, 2 * frameSizeBytes + 7])('leaves the upload as it was: %i bytes', async (sizeBytes) => {
    const opened: string[] = []
    await using blobs = blobsOver(watchReaders(memoryStore(), opened))
    const bytes = noise(sizeBytes)
    const upload = openUpload(blobs)
    await upload.append(blobs, [bytes])
    for (const algorithm of ['sha256', 'sha512', 'sha256', 'sha512'] as const) {
      await using session = await blobs.resume(upload.uuid, upload)
      expect(await session.finish(algorithm, (digest) => digest !== digestOf(bytes, algorithm))).toBeUndefined()
    }
    await upload.append(blobs, [bytes])
    const blob = await upload.finish(blobs, [])
    expect(blob.digest).toBe(digestOf(Buffer.concat([bytes, bytes])))
    // However often a wrong digest is sent, the bytes are read again at most once for each algorithm.
    expect(opened.length).toBeLessThanOrEqual(1)
    expect((await readAll(blobs, blob)).equals(Buffer.concat([bytes, bytes]))).toBe(true)
  })
})

describe('forgetting an upload', () => {
  test('ends the request in progress', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    await using session = await blobs.resume(upload.uuid, upload)
    await session.write(noise(3 * frameSizeBytes))
    await blobs.forget(upload.uuid)
    await expect(session.write(noise(1))).rejects.toThrow(new UploadGone(upload.uuid))
    await expect(session.flush()).rejects.toThrow(UploadGone)
    await expect(session.finish('sha256', () => true)).rejects.toThrow(UploadGone)
  })

  test('ends a request that is just reading the row', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    const load = async () => {
      await blobs.forget(upload.uuid)
      return upload.load()
    }
    const resumed = blobs.resume(upload.uuid, { ...upload, load })
    await expect(resumed).rejects.toThrow(UploadGone)
  })

  test('is idempotent, for idle uploads and unknown ones', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    await upload.append(blobs, [noise(frameSizeBytes)])
    await blobs.forget(upload.uuid)
    await blobs.forget(upload.uuid)
    await blobs.forget('unknown')
  })

  test('a finished session refuses more bytes', async () => {
    await using blobs = blobsOver(memoryStore())
    const upload = openUpload(blobs)
    await using session = await blobs.resume(upload.uuid, upload)
    await session.finish('sha256', () => true)
    await expect(session.write(noise(1))).rejects.toThrow(UploadGone)
  })
})

test('only the longest idle uploads are dropped from memory, without a loss of bytes', async () => {
  const opened: string[] = []
  await using blobs = blobsOver(watchReaders(memoryStore(), opened), 'none')
  const bytes = noise(frameSizeBytes)
  const uploads = Array.from({ length: 130 }, (_, i) => openUpload(blobs, `upload-${i}`))
  for (const upload of uploads) await upload.append(blobs, [bytes])
  const finished = []
  for (const upload of uploads) finished.push(await upload.finish(blobs, []))
  expect(new Set(finished.map((blob) => blob.digest))).toEqual(new Set([digestOf(bytes)]))
  expect(opened).toEqual(finished.slice(0, 2).map((blob) => blob.storage_key))
})

test('concurrent uploads do not mix their bytes', async () => {
  await using blobs = blobsOver(memoryStore())
  const pushes = Array.from({ length: 30 }, async (_, i) => {
    const bytes = noise(i * 99_999, i + 1)
    const upload = openUpload(blobs, `upload-${i}`)
    await upload.append(blobs, [bytes.subarray(0, 123_456)])
    const blob = await upload.finish(blobs, [bytes.subarray(123_456)])
    return (await readAll(blobs, blob)).equals(bytes) && blob.digest === digestOf(bytes)
  })
  expect(new Set(await Promise.all(pushes))).toEqual(new Set([true]))
})

test('a session refuses bytes after the blobs were closed', async () => {
  const blobs = blobsOver(memoryStore())
  const upload = openUpload(blobs)
  await using session = await blobs.resume(upload.uuid, upload)
  await session.write(noise(frameSizeBytes))
  await blobs.close()
  await expect(session.write(noise(1))).rejects.toThrow('the blobs are closed')
})

/** Notes every storage key that is opened for reading. */
function watchReaders(store: BlobStore, opened: string[]): BlobStore {
  return {
    ...store,
    openReader(storageKey) {
      opened.push(storageKey)
      return store.openReader(storageKey)
    },
  }
}

function watchWriters(store: BlobStore, events: string[]): BlobStore {
  return {
    ...store,
    async openWriter(storageKey, position) {
      events.push('open')
      const writer = await store.openWriter(storageKey, position)
      const noted = <P extends unknown[]>(name: string, call: (...parameters: P) => Promise<void>) => {
        return (...parameters: P) => {
          events.push(name)
          return call(...parameters)
        }
      }
      return {
        write: noted('write', (bytes: Uint8Array) => writer.write(bytes)),
        flush: noted('flush', () => writer.flush()),
        commit: noted('commit', () => writer.commit()),
        close: noted('close', () => writer.close()),
      }
    },
  }
}

function watchRow(upload: UploadWithRow, events: string[]): UploadWithRow {
  let isClaimed = false
  return Object.assign(Object.create(upload) as UploadWithRow, {
    async claim() {
      if (!isClaimed) events.push('claim')
      isClaimed = true
    },
    async release() {
      events.push('release')
      isClaimed = false
    },
  })
}
