import { appendFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startProcess, temporaryFolder } from './processes.ts'

/** A disk that is small enough to fill, in a mount namespace of its own. Only root may have one. */
export interface SmallDisk {
  /** Its folder, for programs that are started on it. */
  readonly folder: string
  /** What to write before a command that is to see it. */
  readonly enter: readonly [string, ...string[]]
  /** The same folder for this process, which doesn't. */
  readonly seenFromHere: string
  /** Until not a byte is left. */
  readonly fill: () => Promise<void>
  readonly makeRoom: () => Promise<void>
  /** Whoever is on it has to be ended first. */
  readonly remove: () => Promise<void>
}

export async function createSmallDisk(sizeMebibytes: number): Promise<SmallDisk> {
  const { path, remove } = await temporaryFolder()
  const script = `mount -t tmpfs -o size=${sizeMebibytes}m,mode=0700 none "$0" && echo ready && exec sleep infinity`
  const holder = startProcess('unshare', ['--mount', '--propagation=private', 'sh', '-c', script, path])
  await holder.until('its being ready', () => holder.output() === 'ready\n')
  const seenFromHere = `/proc/${holder.pid}/root${path}`
  const filler = join(seenFromHere, 'filler')
  return {
    folder: path,
    enter: ['nsenter', `--target=${holder.pid}`, '--mount'],
    seenFromHere,
    async fill() {
      for (const sizeBytes of [1024 * 1024, 4096, 1]) {
        for (let isFull = false; !isFull; ) {
          isFull = await appendFile(filler, Buffer.alloc(sizeBytes)).then(() => false, isNoSpace)
        }
      }
    },
    makeRoom: () => rm(filler),
    async remove() {
      await holder.end('SIGKILL')
      await remove()
    },
  }
}

function isNoSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC'
}
