import { readdir, readlink } from 'node:fs/promises'

/** On Linux: the files below a folder that this process holds open. */
export async function openFilesBelow(folder: string): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd')
  // One that was closed in the meantime (the listing's own is) has no name any more.
  const names = await Promise.all(descriptors.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
  return names.filter((name) => name.startsWith(`${folder}/`))
}
