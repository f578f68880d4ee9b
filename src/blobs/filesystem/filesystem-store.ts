import { constants } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DamagedBlob } from '../blob-errors.ts'
import { assertStorageKey, type BlobReader, type BlobStore } from '../blob-store.ts'
import { tellOfDisk } from './disk-failures.ts'
import { makeFolder } from '../../platform/durable-folders.ts'
import { fileWriter } from './file-writer.ts'

/**
 * Bytes as files. The storage key `abcdef…` is
 *
 *     <folder>/ab/cdef…
 *
 * from its first byte on: there are no temporary names, because a file counts only once a blob row names it.
 */
export function filesystemStore(folder: string): BlobStore {
  const shards = new Map<string, Promise<void>>()
  const pathOf = (storageKey: string): string => {
    assertStorageKey(storageKey)
    return join(folder, storageKey.slice(0, 2), storageKey.slice(2))
  }
  return tellOfDisk({
    name: 'filesystem',
    async openWriter(storageKey, position) {
      const path = pathOf(storageKey)
      if (position === 0) await onceFor(shards, dirname(path), makeFolder)
      const file = await openFile(path, position === 0 ? constants.O_RDWR | constants.O_CREAT : constants.O_RDWR)
      if (file === undefined) throw new DamagedBlob(storageKey, 'the file of an open upload is missing')
      const { size } = await file.stat()
      if (size >= position) return fileWriter(file, { path, position, sizeAtOpen: size })
      await file.close()
      throw new DamagedBlob(storageKey, `the file of an open upload has ${size} bytes, ${position} were flushed`)
    },
    async openReader(storageKey) {
      const file = await openFile(pathOf(storageKey), constants.O_RDONLY)
      return file && fileReader(file)
    },
    async remove(storageKey) {
      await rm(pathOf(storageKey), { force: true })
    },
  })
}

async function openFile(path: string, flags: number): Promise<FileHandle | undefined> {
  try {
    return await open(path, flags, 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function fileReader(file: FileHandle): BlobReader {
  return {
    async read(into, position) {
      let filled = 0
      while (filled < into.byteLength) {
        const { bytesRead } = await file.read(into, filled, into.byteLength - filled, position + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return filled
    },
    close: () => file.close(),
  }
}

/** Does it once for each key; again only after it failed. */
async function onceFor(done: Map<string, Promise<void>>, key: string, act: (key: string) => Promise<void>) {
  const promise = done.get(key) ?? act(key)
  done.set(key, promise)
  try {
    await promise
  } catch (error) {
    done.delete(key)
    throw error
  }
}
