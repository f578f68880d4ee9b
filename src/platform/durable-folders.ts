import { mkdir, open, stat } from 'node:fs/promises'
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

/**
 * Creates a folder and whatever is missing above it, all durable when fulfilled. Not by Node's own `recursive`: on a disk
 * that is read-only or broken that says ENOENT, which hides why.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (isCode(error, 'ENOENT')) {
      await makeFolder(dirname(path))
      return makeFolder(path)
    }
    if (!isCode(error, 'EEXIST') || !(await stat(path)).isDirectory()) throw error
  }
  await syncFolder(dirname(path))
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
