import { type FileHandle, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { BlobWriter } from '../blob-store.ts'
import { syncFolder } from '../../platform/durable-folders.ts'

/** Flushed as it streams, so that the database's small commits never wait behind a gigabyte of a layer. */
const flushEveryBytes = 32 * 1024 * 1024

interface FileToWrite {
  readonly path: string
  readonly position: number
  readonly sizeAtOpen: number
}

/**
 * Appends to an open file. The entry in its folder is made durable with the first flush.
 *
 * A failed fdatasync may have dropped the pages it failed to write, and a second one would claim success: a writer whose
 * flush failed is given up, and its successor writes those bytes again.
 */
export function fileWriter(file: FileHandle, { path, position, sizeAtOpen }: FileToWrite): BlobWriter {
  let end = position
  let flushedEnd = position
  let unflushedBytes = 0
  let bulkFlush = Promise.resolve()
  let isEntryDurable = false
  let isClosed = false

  const startBulkFlush = async (): Promise<void> => {
    await bulkFlush
    unflushedBytes = 0
    bulkFlush = file.datasync()
    bulkFlush.catch(() => undefined) // the next one that awaits it fails
  }
  const syncEntry = async (): Promise<void> => {
    if (!isEntryDurable) await syncFolder(dirname(path))
    isEntryDurable = true
  }
  /** Best effort: whatever stays is overwritten or cut off by the next writer. */
  const dropUnflushed = async (): Promise<void> => {
    if (flushedEnd === 0) await rm(path, { force: true }).catch(() => undefined)
    else if (end > flushedEnd) await file.truncate(flushedEnd).catch(() => undefined)
  }
  const close = async (): Promise<void> => {
    if (isClosed) return
    isClosed = true
    await bulkFlush.catch(() => undefined)
    await dropUnflushed()
    await file.close()
  }
  return {
    async write(bytes) {
      await writeFully(file, bytes, end)
      end += bytes.byteLength
      unflushedBytes += bytes.byteLength
      if (unflushedBytes >= flushEveryBytes) await startBulkFlush()
    },
    async flush() {
      await bulkFlush
      await Promise.all([file.datasync(), syncEntry()])
      flushedEnd = end
      unflushedBytes = 0
    },
    async commit() {
      await bulkFlush
      if (sizeAtOpen > end) await file.truncate(end)
      await Promise.all([file.sync(), syncEntry()])
      flushedEnd = end
      await close()
    },
    close,
  }
}

async function writeFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0
  while (written < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, written, bytes.byteLength - written, position + written)
    written += bytesWritten
  }
}
