import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes what was created in or removed from a folder survive the loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Creates a folder and whatever is missing above it, all durable when fulfilled. */
export async function makeFolder(path: string): Promise<void> {
  const firstCreated = await mkdir(path, { recursive: true, mode: 0o700 })
  const highest = dirname(firstCreated ?? path)
  let parent = path
  do {
    parent = dirname(parent)
    await syncFolder(parent)
  } while (parent !== highest)
}
