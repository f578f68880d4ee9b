import { rename, writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { type Ecrd, REGION, startEcrd } from './ecrd.ts'
import { findProgram } from './machine.ts'
import { runSuccessfully, temporaryFolder } from './processes.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'

export interface DiskFault {
  /** Reading and writing files, making them durable, changing folders. */
  readonly calls: readonly ('read' | 'write' | 'sync' | 'make')[]
  readonly error: 'EIO' | 'EROFS'
  /** What a path ends in; with a slash at its end, a folder that it leads through. */
  readonly at: string
}

/** A disk that fails when a test says so: between the program and the kernel, so that all of the program is real. */
export interface FailingDisk {
  /** For a program that is to have it. */
  readonly env: Readonly<Record<string, string>>
  /** What fails from now on, and nothing else. */
  readonly fail: (...faults: readonly DiskFault[]) => Promise<void>
  readonly remove: () => Promise<void>
}

/** What stands between is compiled by the machine's own compiler, and put there by Linux's loader. */
export const canFailDisk = process.platform === 'linux' && findProgram('cc') !== undefined

const source = join(import.meta.dirname, 'disk-faults.c')
const main = new URL('../../src/main.ts', import.meta.url).pathname

async function createFailingDisk(): Promise<FailingDisk> {
  const folder = await temporaryFolder()
  const library = join(folder.path, 'disk-faults.so')
  const list = join(folder.path, 'faults')
  await runSuccessfully('cc', ['-shared', '-fPIC', '-Wall', '-Wextra', '-Werror', '-o', library, source])
  return {
    env: { LD_PRELOAD: library, DISK_FAULTS: list },
    async fail(...faults) {
      await writeFile(`${list}.new`, faults.flatMap(linesOf).join('\n'))
      await rename(`${list}.new`, list)
    },
    remove: folder.remove,
  }
}

function linesOf({ calls, error, at }: DiskFault): string[] {
  return calls.map((call) => `${call} ${constants.errno[error]} ${at}`)
}

/** A started server on such a disk, with its clients and the repository `app`. */
export interface EcrdOnFailingDisk extends Ecrd {
  readonly disk: FailingDisk
  readonly client: RegistryClient
  /** Tries nothing again. */
  readonly ecr: ECRClient
}

export async function startEcrdOnFailingDisk(): Promise<EcrdOnFailingDisk> {
  const disk = await createFailingDisk()
  const variables = Object.entries(disk.env).map(([name, value]) => `${name}=${value}`)
  const server = await startEcrd([], ['env', ...variables, process.execPath, main])
  const ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  return {
    ...server,
    disk,
    ecr,
    client: registryClient(server.url, { authorizationToken }),
    async stop() {
      ecr.destroy()
      await server.stop()
      await disk.remove()
    },
  }
}
