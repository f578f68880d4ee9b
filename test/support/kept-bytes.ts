import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { openFilesBelow } from './open-files.ts'
import { listContents } from './s3-contents.ts'
import type { Storage } from './storage.ts'

/** A look into the store of blobs, beside the server that uses it. */
export interface KeptBytes {
  /** The storage keys under which anything lies: blobs, uploads, and what either left behind. */
  readonly storageKeys: () => Promise<string[]>
  /** Uploads that the store has begun to write: files that this process has open, multipart uploads in S3. */
  readonly begun: () => Promise<readonly string[]>
}

/** `blobsPath`: where the files are, unless the storage has a bucket. */
export function keptBytes({ bucket }: Pick<Storage, 'bucket'>, blobsPath: string): KeptBytes {
  if (bucket === undefined) {
    return { storageKeys: () => keysOfFiles(blobsPath), begun: () => openFilesBelow(blobsPath) }
  }
  return {
    async storageKeys() {
      const { objects, multiparts } = await listContents(bucket)
      return [...new Set([...objects, ...multiparts].map(keyOfObject))]
    },
    begun: async () => (await listContents(bucket)).multiparts,
  }
}

/** `ab/cdef…`: see src/blobs/filesystem/filesystem-store.ts. */
async function keysOfFiles(blobsPath: string): Promise<string[]> {
  const entries = await readdir(blobsPath, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${basename(parentPath)}${name}`)
}

/** `blobs/abcdef…` or `uploads/abcdef…/<position>`: see src/blobs/s3/object-names.ts. */
function keyOfObject(name: string): string {
  const [, storageKey] = name.split('/')
  if (storageKey === undefined) throw new Error(`${name} has no place in the bucket`)
  return storageKey
}
