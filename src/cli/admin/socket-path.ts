import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** The address of a Unix socket has room for 104 bytes on some systems and 108 on others, the NUL at its end among them: unix(7). */
const maxPathBytes = 103

/** Does something with a path of the socket that is short enough: where its folder's isn't, that of a link to the folder. */
export async function withSocketPath<T>(path: string, use: (path: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) <= maxPathBytes) return use(path)
  const folder = await mkdtemp(join(tmpdir(), 'ecrd-'))
  try {
    const link = join(folder, 'd')
    await symlink(dirname(path), link)
    return await use(join(link, basename(path)))
  } finally {
    await rm(folder, { recursive: true })
  }
}
