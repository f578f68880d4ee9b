import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Credentials, Target } from '../loads/connection.ts'
import { longestLoopStall } from '../loop-stalls.ts'
import { authorizationOf, createRepository } from './aws-api.ts'
import type { Contender, Registry } from './registry.ts'
import { freePort, type ServerProcess, startServer } from './server-process.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** This checkout's ecrd. Its requests carry a token or a signature; `nodeOptions` are for profiles. */
export function ecrd(nodeOptions: readonly string[]): Contender {
  return {
    name: 'ecrd',
    isDefault: true,
    start: (folder) => start(folder, nodeCommand(nodeOptions), []),
    // Profiles are of what most people run.
    startUnsealed: (folder) => start(folder, nodeCommand([]), ['--sealing', 'none']),
  }
}

export interface WatchedEcrd extends Registry {
  /** How long its event loop was held up at the longest since this was last asked, in milliseconds. */
  longestStall(): Promise<number>
}

const watchLoop = new URL('./watch-loop.ts', import.meta.url).pathname

/** One that may open so many files and connections; undefined: as many as the machine gives. */
export async function startWatchedEcrd(folder: string, descriptors: number | undefined): Promise<WatchedEcrd> {
  const node = nodeCommand(['--import', watchLoop])
  const command: Command =
    descriptors === undefined ? node : ['sh', '-c', `ulimit -n ${descriptors} && exec "$@"`, 'sh', ...node]
  const stalls = join(folder, 'stalls')
  const registry = await start(folder, command, [], { LOOP_STALLS: stalls })
  return { ...registry, longestStall: () => longestLoopStall(registry.process.pid, stalls) }
}

/** One that keeps its rows in a database of PostgreSQL's. */
export async function startEcrdOnPostgres(folder: string, databaseUrl: string): Promise<Registry> {
  const masterKeyFile = join(folder, 'master.key')
  await writeFile(masterKeyFile, randomBytes(32))
  return start(folder, nodeCommand([]), ['--database', databaseUrl, '--master-key-file', masterKeyFile])
}

type Command = readonly [string, ...string[]]

function nodeCommand(nodeOptions: readonly string[]): Command {
  return [process.execPath, '--disable-warning=ExperimentalWarning', ...nodeOptions]
}

async function start(
  folder: string,
  command: Command,
  options: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Registry & { readonly process: ServerProcess }> {
  const port = await freePort()
  const data = join(folder, 'data')
  const serve = ['serve', '--port', `${port}`, '--data', data, ...options]
  const server = await startServer(folder, port, [...command, main, ...serve], environment)
  return {
    target: await prepare(data, port),
    process: server,
    blobsFolder: join(data, 'blobs'),
    databasePath: join(data, 'ecrd.db'),
    [Symbol.asyncDispose]: () => server.end(),
  }
}

/** Creates the repository; how it is reached from now on. */
async function prepare(data: string, port: number): Promise<Target> {
  const target = { host: '127.0.0.1', port, credentials: await firstCredentials(join(data, 'credentials')) }
  await createRepository(target)
  return { ...target, authorization: await authorizationOf(target) }
}

/** The first start writes them when it listens already. */
async function firstCredentials(path: string): Promise<Credentials> {
  const signal = AbortSignal.timeout(10_000)
  let ini = ''
  while (!ini.includes('aws_secret_access_key')) {
    await pause(5, undefined, { signal })
    ini = await readFile(path, 'utf8').catch(() => '')
  }
  const valueOf = (key: string): string => new RegExp(`^${key}\\s*=\\s*(\\S+)$`, 'm').exec(ini)?.[1] ?? ''
  return { accessKeyId: valueOf('aws_access_key_id'), secretAccessKey: valueOf('aws_secret_access_key') }
}
