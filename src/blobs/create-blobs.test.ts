import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobsOver, digestOf, noise, openUpload, readAll } from '../../test/support/upload-rows.ts'
import { frameSizeBytes } from '../sealing/frames.ts'
import { filesystemStore } from './filesystem/filesystem-store.ts'
import { memoryStore } from './memory/memory-store.ts'

const kib = 1024
const edges = [
  0,
  1,
  32 * kib - 1,
  32 * kib,
  32 * kib + 1,
  frameSizeBytes - 1,
  frameSizeBytes,
  frameSizeBytes + 1,
  2 * frameSizeBytes,
  5 * frameSizeBytes + 4321,
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.each(['frames-1', 'none'] as const)('with sealing %s', (sealing) => {
  test.each(edges)('a blob of %i bytes is read as it was pushed', async (sizeBytes) => {
    await using blobs = blobsOver(filesystemStore(folder), sealing)
    const bytes = noise(sizeBytes)
    const blob = await openUpload(blobs).finish(blobs, [bytes])
    expect(blob).toMatchObject({ size: sizeBytes, sealing, digest: digestOf(bytes) })
    expect(blob.store).toBe(sizeBytes <= 32 * kib ? 'inline' : 'filesystem')
    expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
  })

  test.each(edges)('a blob of %i bytes has the right sha512', async (sizeBytes) => {
    await using blobs = blobsOver(memoryStore(), sealing)
    const bytes = noise(sizeBytes)
    const blob = await openUpload(blobs).finish(blobs, [bytes], 'sha512')
    expect(blob.digest).toBe(digestOf(bytes, 'sha512'))
    expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
  })

  test('the same bytes give the same blob, however they are cut into chunks and requests', async () => {
    const store = memoryStore()
    await using blobs = blobsOver(store, sealing)
    const sizes = fc.array(fc.oneof(fc.nat(100), fc.nat(70_000), fc.nat(3 * frameSizeBytes)), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(sizes, { maxLength: 4 }), sizes, fc.uuid(), async (requests, last, uuid) => {
        const bytes = noise([...requests.flat(), ...last].reduce((a, b) => a + b, 0))
        const cut = cutter(bytes)
        const upload = openUpload(blobs, uuid)
        for (const chunkSizes of requests) await upload.append(blobs, chunkSizes.map(cut))
        const blob = await upload.finish(blobs, last.map(cut))
        expect(blob.digest).toBe(digestOf(bytes))
        expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
        await store.remove(blob.storage_key)
      }),
      { numRuns: 25 },
    )
  })
})

test('a blob that was written with one sealing is read when the other is configured', async () => {
  const store = memoryStore()
  await using sealed = blobsOver(store, 'frames-1')
  await using plain = blobsOver(store, 'none')
  for (const [writer, reader] of [
    [sealed, plain],
    [plain, sealed],
  ] as const) {
    for (const bytes of [noise(100), noise(100_000)]) {
      expect((await readAll(reader, await openUpload(writer).finish(writer, [bytes]))).equals(bytes)).toBe(true)
    }
  }
})

test('an upload continues with the sealing that it was opened with', async () => {
  const store = memoryStore()
  await using sealed = blobsOver(store, 'frames-1')
  await using plain = blobsOver(store, 'none')
  const bytes = noise(frameSizeBytes + 5000)
  const upload = openUpload(sealed)
  await upload.append(sealed, [bytes.subarray(0, 3000)])
  const blob = await upload.finish(plain, [bytes.subarray(3000)])
  expect(blob.sealing).toBe('frames-1')
  expect((await readAll(plain, blob)).equals(bytes)).toBe(true)
})

test('sealed bytes are not plain in the file, the partialFrame or the row', async () => {
  const store = memoryStore()
  await using blobs = blobsOver(store)
  const bytes = Buffer.alloc(frameSizeBytes + 60_000, 'a layer full of secrets ')
  const upload = openUpload(blobs)
  await upload.append(blobs, [bytes])
  const { partialFrame } = await upload.load()
  const stored = Buffer.alloc(frameSizeBytes + 100_000)
  const blob = await upload.finish(blobs, [])
  await (await store.openReader(blob.storage_key))?.read(stored, 0)
  const small = await openUpload(blobs).finish(blobs, [bytes.subarray(0, 1000)])
  for (const kept of [stored, partialFrame, small.inline_bytes]) {
    expect(Buffer.from(kept ?? bytes).includes('secret')).toBe(false)
  }
})

test('an upload of up to 32 KiB never opens a file', async () => {
  const empty = await mkdtemp(join(folder, 'small-'))
  await using blobs = blobsOver(filesystemStore(empty))
  const upload = openUpload(blobs)
  await upload.append(blobs, [noise(10_000)])
  await upload.append(blobs, [noise(10_000)])
  await upload.finish(blobs, [noise(12 * kib)])
  expect(await readdir(empty)).toEqual([])
})

test('a blob of another store is refused with the names of both stores, not as damaged', async () => {
  const store = memoryStore()
  await using blobs = blobsOver(store)
  await using elsewhere = blobsOver({ ...store, name: 's3' })
  const upload = openUpload(blobs)
  await upload.append(blobs, [noise(40_000)])
  const refusal = /^[0-9a-f]{32} is kept in filesystem, and this server keeps blobs in s3$/
  await expect(upload.append(elsewhere, [])).rejects.toThrow(refusal)
  await expect(readAll(elsewhere, await upload.finish(blobs, []))).rejects.toThrow(refusal)
})

test('a removed blob cannot be read', async () => {
  await using blobs = blobsOver(filesystemStore(folder))
  const blob = await openUpload(blobs).finish(blobs, [noise(100_000)])
  await blobs.remove(blob.storage_key)
  await blobs.remove(blob.storage_key)
  await expect(readAll(blobs, blob)).rejects.toThrow(`blob ${blob.storage_key} is damaged: its bytes are missing`)
})

test('no storage key and no data key is given out twice', async () => {
  await using blobs = blobsOver(memoryStore())
  const placements = Array.from({ length: 100 }, () => blobs.reserve())
  expect(new Set(placements.map((placement) => placement.storage_key)).size).toBe(100)
  expect(new Set(placements.map((placement) => Buffer.from(placement.wrapped_key).toString('hex'))).size).toBe(100)
})

function cutter(bytes: Buffer): (sizeBytes: number) => Buffer {
  let start = 0
  return (sizeBytes) => {
    start += sizeBytes
    return bytes.subarray(start - sizeBytes, start)
  }
}
