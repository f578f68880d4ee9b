import { chown } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { findProgram, isRoot } from './machine.ts'
import { runSuccessfully, startProcess, temporaryFolder } from './processes.ts'

/** A PostgreSQL server of Debian's, of its own, on a free port of the loopback. */
export interface Postgres {
  /** With a password in it that must not show up anywhere, though this server asks for none. */
  readonly urlOf: (database: string) => string
  /** Runs statements in a database, beside all that ecrd does. */
  readonly run: (sql: string, database?: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Ends: orderly (SIGINT ends connections), or as in a crash (SIGQUIT). */
  readonly halt: (signal: 'SIGINT' | 'SIGQUIT') => Promise<void>
  /** After `halt`: the same databases on the same port. */
  readonly start: () => Promise<void>
  readonly remove: () => Promise<void>
}

export const postgresPassword = 'not-to-be-printed'

/** The server's program, or undefined; initdb lies beside it. */
export const postgresProgram = findProgram('postgres')

/** A linguistic collation by default, as many have it, so that whatever forgets to sort by bytes is found. */
const initial = [
  '--no-sync',
  '--auth=trust',
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=en',
  '--locale=C.UTF-8',
  '--username=ecrd',
]
/** What is lost when a machine loses its power is no matter here. */
const settings = { listen_addresses: '127.0.0.1', fsync: 'off', max_connections: '300', unix_socket_directories: '' }

export async function startPostgres(): Promise<Postgres> {
  if (postgresProgram === undefined) throw new Error('PostgreSQL is not installed')
  const folder = await temporaryFolder()
  const data = join(folder.path, 'data')
  const as = await asItsUser(folder.path)
  await runSuccessfully(...withArguments(as, join(dirname(postgresProgram), 'initdb'), ['--pgdata', data, ...initial]))
  const port = await freePort()
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = withArguments(as, postgresProgram, ['-D', data, ...options])
  const urlOf = (database: string): string => `postgres://ecrd:${postgresPassword}@127.0.0.1:${port}/${database}`
  let running = startProcess(...server)

  const run: Postgres['run'] = async (sql, database = 'postgres') => {
    const client = new Client({ connectionString: urlOf(database) })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }
  const answers = (): Promise<boolean> => run('select 1').then(Boolean, () => false)
  await running.until('an answer', answers)
  return {
    urlOf,
    run,
    async halt(signal) {
      await running.end(signal)
    },
    async start() {
      running = startProcess(...server)
      await running.until('an answer', answers)
    },
    async remove() {
      await running.end('SIGINT')
      await folder.remove()
    },
  }
}

/** PostgreSQL refuses to be run by root. */
async function asItsUser(folder: string): Promise<readonly string[]> {
  if (!isRoot) return []
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) => runSuccessfully('id', [flag, 'postgres']).then(Number)),
  )
  if (uid === undefined || gid === undefined) throw new Error('there is no user named postgres')
  await chown(folder, uid, gid)
  // The kernel forgets what it was to do at our death when the user changes.
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--pdeathsig', 'KILL']
}

function withArguments(as: readonly string[], program: string, args: readonly string[]): [string, string[]] {
  const [command = program, ...rest] = [...as, program, ...args]
  return [command, rest]
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
