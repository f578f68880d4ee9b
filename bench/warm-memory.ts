import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const piece = Buffer.alloc(1024 * 1024)

/**
 * Has the kernel hold so many MiB of a file, and lets go of them: a virtual machine that gave unused memory back to its host
 * pays dearly for each page that it takes again, and whoever comes first in a round would pay for all.
 */
export function warmMemory(folder: string, mebibytes: number): void {
  const path = join(folder, 'warm')
  const file = openSync(path, 'w')
  try {
    for (let written = 0; written < mebibytes; written += 1) writeSync(file, piece)
  } finally {
    closeSync(file)
    rmSync(path)
  }
}
