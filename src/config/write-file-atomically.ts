import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file so that a reader, or a crash, meets the old content or the new, and so that it survives power loss. */
export async function writeFileAtomically(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  const draft = `${path}.ecrd-new`
  await rm(draft, { force: true })
  {
    await using file = await open(draft, 'wx', mode)
    await file.writeFile(content)
    await file.sync()
  }
  await rename(draft, path)
  await using folder = await open(dirname(path), 'r')
  await folder.sync()
}
