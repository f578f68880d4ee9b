import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from './registries/registry.ts'

const largeBytes = 512 * 1024

/** Takes away the files of blobs that nobody will ask for again: registries free the room hours later, or never. */
export async function removeLargeBlobs({ blobsFolder }: Registry): Promise<void> {
  if (blobsFolder === undefined) return
  const entries = await readdir(blobsFolder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const path = join(entry.parentPath, entry.name)
    if ((await stat(path)).size >= largeBytes) await rm(path)
  }
}
