import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BlobReader, BlobStore, BlobWriter } from '../../src/blobs/blob-store.ts'
import type { BlobBytes, Blobs } from '../../src/blobs/blobs.ts'
import { filesystemStore } from '../../src/blobs/filesystem/filesystem-store.ts'
import { memoryStore } from '../../src/blobs/memory/memory-store.ts'
import { frameSizeBytes } from '../../src/sealing/frames.ts'
import { blobsOver, digestOf, noise, openUpload, readAll, type UploadWithRow } from '../support/upload-rows.ts'

const bytes = noise(4 * frameSizeBytes + 55_555)
/** Requests end here; the last one also ends the upload. */
const cuts = [700_000, 2 * frameSizeBytes + 1, 3 * frameSizeBytes, bytes.byteLength]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.each([
  ['memory', () => memoryStore()],
  ['filesystem', () => filesystemStore(join(folder, 'blobs'))],
])('the %s store fails at any of its calls', (_, openStore) => {
  test.each(['sha256', 'sha512'] as const)(
    'and an upload continues from its row to the right blob, with %s',
    async (algorithm) => {
      const inner = openStore()
      for (let failAt = 1; ; failAt += 1) {
        const faults = { callsUntilFault: failAt, thrown: [] as Error[], nonces: [] as string[] }
        await using blobs = blobsOver(faultyStore(inner, faults))
        const upload = openUpload(blobs)
        const seen: unknown[] = []
        const blob = await pushThrough(blobs, upload, algorithm, seen)
        faults.callsUntilFault = Infinity
        // A full disk is told as what it is, once.
        expect(seen).toEqual(faults.thrown)
        expect(blob.digest).toBe(digestOf(bytes, algorithm))
        expect((await readAll(blobs, blob)).equals(bytes)).toBe(true)
        expect(new Set(faults.nonces).size).toBe(faults.nonces.length)
        await inner.remove(blob.storage_key)
        if (faults.thrown.length === 0) return
      }
    },
  )
})

/** Pushes as a stubborn client does: after an error it asks how far the upload got, and goes on from there. */
async function pushThrough(
  blobs: Blobs,
  upload: UploadWithRow,
  algorithm: 'sha256' | 'sha512',
  seen: unknown[],
): Promise<BlobBytes> {
  for (;;) {
    const end = cuts.find((cut) => cut > upload.size) ?? bytes.byteLength
    const rest = bytes.subarray(upload.size, end)
    try {
      if (end === bytes.byteLength) return await upload.finish(blobs, [rest], algorithm)
      await upload.append(blobs, [rest])
    } catch (error) {
      seen.push(error)
    }
  }
}

interface Faults {
  callsUntilFault: number
  readonly thrown: Error[]
  /** Of every box that was handed over. */
  readonly nonces: string[]
}

/** Fails one call; if it is a write, half of the bytes get there. */
function faultyStore(store: BlobStore, faults: Faults): BlobStore {
  const step = (): void => {
    faults.callsUntilFault -= 1
    if (faults.callsUntilFault !== 0) return
    const error = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    faults.thrown.push(error)
    throw error
  }
  const writer = (inner: BlobWriter): BlobWriter => ({
    async write(box) {
      faults.nonces.push(Buffer.from(box.subarray(0, 12)).toString('hex'))
      if (faults.callsUntilFault === 1) await inner.write(box.subarray(0, box.byteLength / 2))
      step()
      await inner.write(box)
    },
    async flush() {
      step()
      await inner.flush()
    },
    async commit() {
      step()
      await inner.commit()
    },
    close: () => inner.close(),
  })
  const reader = (inner: BlobReader): BlobReader => ({
    async read(into, position) {
      step()
      return inner.read(into, position)
    },
    close: () => inner.close(),
  })
  return {
    name: store.name,
    async openWriter(storageKey, position) {
      step()
      return writer(await store.openWriter(storageKey, position))
    },
    async openReader(storageKey) {
      step()
      const inner = await store.openReader(storageKey)
      return inner && reader(inner)
    },
    remove: (storageKey) => store.remove(storageKey),
  }
}
