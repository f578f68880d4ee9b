import { DamagedBlob } from '../blob-errors.ts'
import { assertStorageKey, type BlobStore, type BlobWriter } from '../blob-store.ts'

interface Stored {
  bytes: Uint8Array
  sizeBytes: number
}

/** Bytes in this process, gone with it: for tests. */
export function memoryStore(): BlobStore {
  const stored = new Map<string, Stored>()
  return {
    name: 'filesystem',
    async openWriter(storageKey, position) {
      assertStorageKey(storageKey)
      const into = stored.get(storageKey) ?? { bytes: new Uint8Array(0), sizeBytes: 0 }
      if (into.sizeBytes < position) {
        throw new DamagedBlob(storageKey, `${into.sizeBytes} bytes are kept, ${position} were flushed`)
      }
      stored.set(storageKey, into)
      const drop = () => void stored.delete(storageKey)
      return memoryWriter(into, position, drop)
    },
    async openReader(storageKey) {
      assertStorageKey(storageKey)
      const from = stored.get(storageKey)
      return from && { read: async (into, position) => copy(from, into, position), close: async () => undefined }
    },
    async remove(storageKey) {
      assertStorageKey(storageKey)
      stored.delete(storageKey)
    },
  }
}

function memoryWriter(stored: Stored, position: number, drop: () => void): BlobWriter {
  let end = position
  let flushedEnd = position
  return {
    async write(bytes) {
      makeRoom(stored, end + bytes.byteLength)
      stored.bytes.set(bytes, end)
      end += bytes.byteLength
      stored.sizeBytes = Math.max(stored.sizeBytes, end)
    },
    async flush() {
      flushedEnd = end
    },
    async commit() {
      flushedEnd = end
      stored.sizeBytes = end
    },
    async close() {
      if (flushedEnd === 0) drop()
      if (end > flushedEnd) stored.sizeBytes = Math.min(stored.sizeBytes, flushedEnd)
    },
  }
}

function copy(from: Stored, into: Uint8Array, position: number): number {
  const part = from.bytes.subarray(position, Math.min(position + into.byteLength, from.sizeBytes))
  into.set(part)
  return part.byteLength
}

function makeRoom(stored: Stored, sizeBytes: number): void {
  if (sizeBytes <= stored.bytes.byteLength) return
  const larger = new Uint8Array(Math.max(sizeBytes, 2 * stored.bytes.byteLength))
  larger.set(stored.bytes)
  stored.bytes = larger
}
