import { Pool, type PoolClient } from 'pg'
import { StorageUnavailable } from '../../../errors.ts'
import { waitAtMost } from '../../../platform/wait-at-most.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Database } from '../../database.ts'
import type { Migration } from '../../migrations/migration.ts'
import { migrations } from '../../migrations/migrations.ts'
import type { Work } from '../../statement.ts'
import { connectionOptions, type Timeouts, usualTimeouts } from './connection-options.ts'
import { createRetryTransaction } from './retry-transaction.ts'
import { readAlone } from './read-alone.ts'
import { statements } from './statements.ts'
import { Interrupted, transact } from './transaction.ts'
import { prepareSchema } from './upgrade.ts'

export interface PostgresOptions {
  readonly url: string
  readonly ids: Ids
  /** The most connections at a time; who needs one more waits. */
  readonly maxConnections?: number
  readonly timeouts?: Timeouts
  /** Whether tables are created where there are none. */
  readonly mayCreate?: boolean
  /** Stand-in, for tests. */
  readonly migrations?: readonly Migration[]
}

const closeTimeoutMs = 5_000

/**
 * Opens a PostgreSQL database, and creates its tables when it is empty.
 *
 *     change ──▶ a connection of the pool: begin, statements, commit ──▶ the promise is fulfilled
 *                     ▲                          │
 *                     └─────── again ◀───────────┘ after a conflict, a violated constraint or a lost connection:
 *                                                  persistence.ts
 */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const { url, ids, maxConnections = 16, timeouts = usualTimeouts } = options
  await prepareSchema(url, options.migrations ?? migrations, options.mayCreate)
  const pool = new Pool({ ...connectionOptions(url, timeouts), max: maxConnections })
  // A connection that ends fails what it is asked for; that it ended is no news beside that.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const known = statements()
  const alone = readAlone(known)
  const persist = createRetryTransaction(ids)

  async function onConnection<T>(action: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch(unavailable)
    let isLost = false
    try {
      return await action(client)
    } catch (error) {
      isLost = error instanceof Interrupted && error.isConnectionLost
      throw error
    } finally {
      client.release(isLost)
    }
  }

  function read<T>(work: () => Work<T>): Promise<T> {
    return persist(() =>
      onConnection(async (client) => {
        const read = await alone(client, work)
        return read === undefined ? transact(client, known, work(), { begin: reading, isReadOnly: true }) : read.result
      }),
    )
  }

  function change<T>(work: () => Work<T>): Promise<T> {
    return persist((hasSavepoints) =>
      onConnection((client) => transact(client, known, work(), { begin: changing, hasSavepoints })),
    )
  }

  const running = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined
  function track<T>(start: () => Promise<T>): Promise<T> {
    if (closing !== undefined) return Promise.reject(new Error('the database is closed'))
    const result = start()
    const ended: Promise<unknown> = result.catch(() => undefined).finally(() => running.delete(ended))
    running.add(ended)
    return result
  }

  async function close(): Promise<void> {
    await Promise.all(running)
    await waitAtMost(closeTimeoutMs, pool.end())
  }

  return {
    read: (work) => track(() => read(work)),
    change: (work) => track(() => change(work)),
    close: () => (closing ??= close()),
  }
}

function unavailable(cause: unknown): never {
  throw new StorageUnavailable(cause)
}

const reading = 'begin isolation level repeatable read read only'
const changing = 'begin isolation level serializable'
