import { StorageUnavailable } from '../../errors.ts'
import { isPassing } from '../../platform/passing-errors.ts'
import type { BlobReader, BlobStore, BlobWriter } from '../blob-store.ts'

/** A store on a disk that may be full, read-only or broken for a while: requests then fail as an outage, and may be sent again. */
export function tellOfDisk(store: BlobStore): BlobStore {
  return {
    name: store.name,
    openWriter: async (storageKey, position) => writerOn(await telling(store.openWriter(storageKey, position))),
    async openReader(storageKey) {
      const reader = await telling(store.openReader(storageKey))
      return reader && readerOn(reader)
    },
    remove: (storageKey) => telling(store.remove(storageKey)),
  }
}

const writerOn = (writer: BlobWriter): BlobWriter => ({
  write: (bytes) => telling(writer.write(bytes)),
  flush: () => telling(writer.flush()),
  commit: () => telling(writer.commit()),
  close: () => telling(writer.close()),
})

const readerOn = (reader: BlobReader): BlobReader => ({
  read: (into, position) => telling(reader.read(into, position)),
  close: () => telling(reader.close()),
})

async function telling<T>(outcome: Promise<T>): Promise<T> {
  try {
    return await outcome
  } catch (error) {
    throw isPassing(error) ? new StorageUnavailable(error) : error
  }
}
