import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Done } from './report.ts'
import { secondsSince } from './rate.ts'

/** What a machine can do at the most, asked of one core or of the disk. */
export interface MachineLimit {
  readonly kind: 'machine limit'
  readonly limit: 'sha256' | 'aes-256-gcm' | 'sequential write' | 'small syncs'
  readonly seconds: number
  /** On the disk that the registries use. */
  readonly folder: string
}

const mebibyte = 1024 * 1024
/** As ecrd does between two flushes. */
const flushedMebibytes = 32
const smallWriteBytes = 4096

/** MiB in a second; of small syncs, how many. */
export function measureLimit({ limit, seconds, folder }: MachineLimit): Done {
  switch (limit) {
    case 'sha256': {
      const hash = createHash('sha256')
      return often(seconds, (piece) => void hash.update(piece))
    }
    case 'aes-256-gcm': {
      const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
      // In steps that stay in the processor's cache: the cipher returns its text in new memory.
      const step = 64 * 1024
      return often(seconds, (piece) => {
        for (let start = 0; start < mebibyte; start += step) cipher.update(piece.subarray(start, start + step))
      })
    }
    case 'sequential write':
      return withFile(folder, (file) => {
        const flush = (): void => {
          for (let count = 0; count < flushedMebibytes; count += 1) writeSync(file, noise)
          fdatasyncSync(file)
        }
        return often(seconds, flush, flushedMebibytes)
      })
    case 'small syncs':
      return withFile(folder, (file) =>
        often(seconds, (piece) => {
          writeSync(file, piece, 0, smallWriteBytes)
          fdatasyncSync(file)
        }),
      )
  }
}

const noise = randomBytes(mebibyte)

/** How often it can be done; each time counts as so many. */
function often(seconds: number, act: (piece: Buffer) => void, each = 1): Done {
  const start = performance.now()
  let count = 0
  do {
    act(noise)
    count += each
  } while (secondsSince(start) < seconds)
  return { rate: count / secondsSince(start), count }
}

function withFile<T>(folder: string, use: (file: number) => T): T {
  const path = join(folder, 'limit')
  const file = openSync(path, 'w')
  try {
    return use(file)
  } finally {
    closeSync(file)
    rmSync(path)
  }
}
