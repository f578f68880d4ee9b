import { readFile, rename, writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { type EcrdWithApp, startEcrdWithApp } from './ecrd-with-app.ts'
import { findProgram } from './machine.ts'
import { runSuccessfully, temporaryFolder } from './processes.ts'
import { ecrdProgram } from './program.ts'

export interface DiskFault {
  /** Reading and writing files, making them durable, changing folders. */
  readonly calls: readonly ('read' | 'write' | 'sync' | 'make')[]
  readonly error: 'EIO' | 'EROFS'
  /** What a path ends in; with a slash at its end, a folder that it leads through. */
  readonly at: string
}

/** What happens at the n-th call below a folder that changes something: disk-faults.c says how. */
export interface NthCall {
  readonly how: 'fails' | 'shortens' | 'kills' | 'tears'
  /** 0: nothing happens, and calls are counted. */
  readonly n: number
  readonly below: string
}

/** A disk that fails when a test says so: between the program and the kernel, so that all of the program is real. */
export interface FailingDisk {
  /** For a program that is to have it. */
  readonly env: Readonly<Record<string, string>>
  /** What fails from now on, and nothing else. */
  readonly fail: (...faults: readonly DiskFault[]) => Promise<void>
  /** The same for the calls that come from now on, counted from one. */
  readonly failNth: (call: NthCall) => Promise<void>
  /** Those that were counted, in order: what was called, and the path. */
  readonly counted: () => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

/** What stands between is compiled by the machine's own compiler, and put there by Linux's loader. */
export const canFailDisk = process.platform === 'linux' && findProgram('cc') !== undefined

const source = join(import.meta.dirname, 'disk-faults.c')

export async function createFailingDisk(): Promise<FailingDisk> {
  const folder = await temporaryFolder()
  const library = join(folder.path, 'disk-faults.so')
  const list = join(folder.path, 'faults')
  await runSuccessfully('cc', ['-shared', '-fPIC', '-Wall', '-Wextra', '-Werror', '-o', library, source])
  const put = async (lines: readonly string[]): Promise<void> => {
    await writeFile(`${list}.new`, lines.join('\n'))
    await rename(`${list}.new`, list)
  }
  let countings = 0
  const journal = (): string => join(folder.path, `calls-${countings}`)
  return {
    env: { LD_PRELOAD: library, DISK_FAULTS: list },
    fail: (...faults) => put(faults.flatMap(linesOf)),
    failNth({ how, n, below }) {
      countings += 1
      return put([`nth ${how} ${n} ${constants.errno.EIO} ${below}/ ${journal()}`])
    },
    async counted() {
      const text = await readFile(journal(), 'utf8').catch(() => '')
      return text.split('\n').slice(0, -1)
    },
    remove: folder.remove,
  }
}

function linesOf({ calls, error, at }: DiskFault): string[] {
  return calls.map((call) => `${call} ${constants.errno[error]} ${at}`)
}

/** A started server on such a disk. */
export interface EcrdOnFailingDisk extends EcrdWithApp {
  readonly disk: FailingDisk
}

export async function startEcrdOnFailingDisk(): Promise<EcrdOnFailingDisk> {
  const disk = await createFailingDisk()
  const variables = Object.entries(disk.env).map(([name, value]) => `${name}=${value}`)
  const server = await startEcrdWithApp([], ['env', ...variables, process.execPath, ecrdProgram])
  return {
    ...server,
    disk,
    async stop() {
      await server.stop()
      await disk.remove()
    },
  }
}
