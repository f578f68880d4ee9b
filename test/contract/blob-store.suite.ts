import { expect, test } from 'vitest'
import type { BlobStore } from '../../src/blobs/blob-store.ts'
import { DamagedBlob } from '../../src/blobs/blob-errors.ts'
import { noise } from '../support/upload-rows.ts'

const key = '000102030405060708090a0b0c0d0e0f'
const otherKey = '00ff02030405060708090a0b0c0d0e0f'

/** What every blob store does. `open` makes a new store over what the others of the same test left. */
export function blobStoreSuite(openEmpty: () => Promise<{ reopen: () => BlobStore }>): void {
  test('the store gives back committed bytes, in any range', async () => {
    const store = (await openEmpty()).reopen()
    const bytes = noise(300_000)
    await commit(store, key, [bytes.subarray(0, 100_000), bytes.subarray(100_000)])
    expect((await read(store, key, 0, 300_000)).equals(bytes)).toBe(true)
    expect(await read(store, key, 99_990, 20)).toEqual(bytes.subarray(99_990, 100_010))
  })

  test('the store reads as far as there are bytes when a range goes beyond the end', async () => {
    const store = (await openEmpty()).reopen()
    await commit(store, key, [noise(1000)])
    expect(await read(store, key, 990, 100)).toEqual(noise(1000).subarray(990))
    expect(await read(store, key, 1000, 100)).toEqual(Buffer.alloc(0))
  })

  test('the store writes from and reads into memory that threads share', async () => {
    const store = (await openEmpty()).reopen()
    const shared = new Uint8Array(new SharedArrayBuffer(5000))
    shared.set(noise(5000))
    await commit(store, key, [shared])
    const into = new Uint8Array(new SharedArrayBuffer(5000))
    const reader = await store.openReader(key)
    expect(await reader?.read(into, 0)).toBe(5000)
    await reader?.close()
    expect(Buffer.from(into)).toEqual(noise(5000))
  })

  test('another store continues where flushed bytes end', async () => {
    const { reopen } = await openEmpty()
    const writer = await reopen().openWriter(key, 0)
    await writer.write(Buffer.from('flushed '))
    await writer.flush()
    await writer.write(Buffer.from('lost when the process died'))
    await writer.close()
    await commit(reopen(), key, [Buffer.from('and on')], 8)
    expect(await read(reopen(), key, 0, 100)).toEqual(Buffer.from('flushed and on'))
  })

  test('another store continues from any flushed position after a commit that was not recorded', async () => {
    const { reopen } = await openEmpty()
    await commit(reopen(), key, [Buffer.from('one refused')])
    await commit(reopen(), key, [Buffer.from('two')], 4)
    expect(await read(reopen(), key, 0, 100)).toEqual(Buffer.from('one two'))
    await commit(reopen(), key, [], 3)
    expect(await read(reopen(), key, 0, 100)).toEqual(Buffer.from('one'))
  })

  test('a new writer at position 0 replaces an upload that was given up', async () => {
    const store = (await openEmpty()).reopen()
    const given = await store.openWriter(key, 0)
    await given.write(noise(10_000))
    await given.close()
    await commit(store, key, [Buffer.from('short')])
    expect(await read(store, key, 0, 20_000)).toEqual(Buffer.from('short'))
  })

  test('bytes that were not flushed are gone when the writer is closed', async () => {
    const store = (await openEmpty()).reopen()
    const first = await store.openWriter(key, 0)
    await first.write(noise(10_000))
    await first.close()
    expect(await store.openReader(key)).toBeUndefined()
    const second = await store.openWriter(key, 0)
    await second.write(Buffer.from('flushed'))
    await second.flush()
    await second.write(noise(10_000))
    await second.close()
    await commit(store, key, [], 7)
    expect(await read(store, key, 0, 100)).toEqual(Buffer.from('flushed'))
  })

  test('a commit without further bytes completes flushed bytes', async () => {
    const store = (await openEmpty()).reopen()
    const writer = await store.openWriter(key, 0)
    await writer.write(Buffer.from('whole'))
    await writer.flush()
    await writer.close()
    await commit(store, key, [], 5)
    expect(await read(store, key, 0, 100)).toEqual(Buffer.from('whole'))
  })

  test('the store keeps many megabytes in order, however they are cut', async () => {
    const store = (await openEmpty()).reopen()
    const part = noise(1024 * 1024)
    const writer = await store.openWriter(key, 0)
    for (let i = 0; i < 70; i += 1) await writer.write(part.subarray(i))
    await writer.commit()
    const beforeLast = Array.from({ length: 69 }, (_, i) => part.byteLength - i).reduce((a, b) => a + b)
    const last = await read(store, key, beforeLast, part.byteLength)
    expect(last.equals(part.subarray(69))).toBe(true)
  })

  test('one store after the other continues many megabytes', async () => {
    const { reopen } = await openEmpty()
    const bytes = noise(20_000_000)
    const cuts = [0, 3_000_000, 3_000_001, 8 * 1024 * 1024, 17_000_000]
    for (const [at, from] of cuts.entries()) {
      const writer = await reopen().openWriter(key, from)
      await writer.write(bytes.subarray(from, cuts[at + 1]))
      if (at + 1 === cuts.length) await writer.commit()
      else await writer.flush()
      await writer.write(noise(50_000)).catch(() => undefined)
      await writer.close()
    }
    expect((await read(reopen(), key, 0, 30_000_000)).equals(bytes)).toBe(true)
  })

  test('another store continues many megabytes after a commit that was not recorded', async () => {
    const { reopen } = await openEmpty()
    const bytes = noise(18_000_000)
    await commit(reopen(), key, [bytes.subarray(0, 17_000_000), noise(500_000, 2)])
    await commit(reopen(), key, [bytes.subarray(17_000_000)], 17_000_000)
    expect((await read(reopen(), key, 0, 30_000_000)).equals(bytes)).toBe(true)
  })

  test.each([2_000_000, 9_000_000])(
    'a late writer takes nothing away from %i flushed bytes that another writer has committed',
    async (sizeBytes) => {
      const { reopen } = await openEmpty()
      const bytes = noise(sizeBytes)
      const first = await reopen().openWriter(key, 0)
      await first.write(bytes)
      await first.flush()
      await first.close()
      const late = await reopen().openWriter(key, sizeBytes)
      await late.write(noise(1_000_000, 2))
      await commit(reopen(), key, [], sizeBytes)
      for (const goOn of [
        () => late.flush(),
        () => late.write(noise(8_000_000, 3)),
        () => late.commit(),
        () => late.close(),
      ]) {
        await goOn().catch(() => undefined)
        expect((await read(reopen(), key, 0, sizeBytes)).equals(bytes)).toBe(true)
      }
    },
  )

  test('openWriter refuses a position beyond the stored bytes', async () => {
    const store = (await openEmpty()).reopen()
    await expect(store.openWriter(key, 10)).rejects.toThrow(DamagedBlob)
    const writer = await store.openWriter(otherKey, 0)
    await writer.write(Buffer.from('nine byte'))
    await writer.flush()
    await writer.close()
    await expect(store.openWriter(otherKey, 10)).rejects.toThrow(DamagedBlob)
  })

  test('keys are independent of each other, and removing one twice is allowed', async () => {
    const store = (await openEmpty()).reopen()
    await commit(store, key, [Buffer.from('one')])
    await commit(store, otherKey, [Buffer.from('two')])
    await store.remove(key)
    await store.remove(key)
    expect(await store.openReader(key)).toBeUndefined()
    expect(await read(store, otherKey, 0, 10)).toEqual(Buffer.from('two'))
  })

  test('remove also removes an upload that was not committed', async () => {
    const store = (await openEmpty()).reopen()
    const writer = await store.openWriter(key, 0)
    await writer.write(Buffer.from('never whole'))
    await writer.flush()
    await writer.close()
    await store.remove(key)
    expect(await store.openReader(key)).toBeUndefined()
  })

  test('a writer may be closed twice, and after its commit', async () => {
    const store = (await openEmpty()).reopen()
    const writer = await store.openWriter(key, 0)
    await writer.write(Buffer.from('x'))
    await writer.commit()
    await writer.close()
    await writer.close()
    expect(await read(store, key, 0, 10)).toEqual(Buffer.from('x'))
  })

  test.each(['', '..', '../../etc/passwd', 'ab/cd', `${key}/..`, key.toUpperCase(), `${key}\0`, key.slice(1)])(
    'the store refuses a name that is no storage key: %j',
    async (name) => {
      const store = (await openEmpty()).reopen()
      const refusal = new RangeError('not a storage key')
      await expect(store.openWriter(name, 0)).rejects.toThrow(refusal)
      await expect(store.openReader(name)).rejects.toThrow(refusal)
      await expect(store.remove(name)).rejects.toThrow(refusal)
    },
  )
}

async function commit(store: BlobStore, storageKey: string, parts: Uint8Array[], position = 0): Promise<void> {
  const writer = await store.openWriter(storageKey, position)
  for (const part of parts) await writer.write(part)
  await writer.commit()
}

async function read(store: BlobStore, storageKey: string, position: number, sizeBytes: number): Promise<Buffer> {
  const reader = await store.openReader(storageKey)
  if (reader === undefined) throw new Error('nothing to read')
  try {
    const into = Buffer.alloc(sizeBytes)
    return into.subarray(0, await reader.read(into, position))
  } finally {
    await reader.close()
  }
}
