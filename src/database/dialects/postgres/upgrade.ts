import { Client } from 'pg'
import { CannotOpen } from '../../cannot-open.ts'
import {
  type DdlTypes,
  type Derivation,
  insertText,
  type Migration,
  type OldRow,
  type Upgrade,
} from '../../migrations/migration.ts'
import { migrations as all } from '../../migrations/migrations.ts'
import { connectionOptions, usualTimeouts } from './connection-options.ts'
import { describeDatabase } from './describe-database.ts'
import { openProblem } from './open-problem.ts'

/** Taken by whoever looks at the tables in order to change them: several nodes may start at once. */
const lockOfUpgrade = 0x65637265

/** `ecrd migrate`: brings the tables to the newest version. */
export function upgradePostgres(url: string, migrations: readonly Migration[] = all): Promise<Upgrade> {
  return withLock(url, async (client) => {
    const from = await schemaVersion(client)
    refuseNewer(url, from, migrations)
    await take(client, from, migrations)
    return { from, to: migrations.length }
  })
}

/** Creates the tables in an empty database. Others are upgraded when someone says so: older nodes may be using them. */
export async function prepareSchema(url: string, migrations: readonly Migration[], mayCreate = true): Promise<void> {
  await withLock(url, async (client) => {
    const version = await schemaVersion(client)
    refuseNewer(url, version, migrations)
    if (version === 0 && mayCreate) return take(client, 0, migrations)
    if (version === 0) throw new CannotOpen(`There are no tables of ecrd in ${describeDatabase(url)}.`)
    if (version === migrations.length) return
    throw new CannotOpen(
      `The tables of ${describeDatabase(url)} have version ${version}, but this ecrd needs ${migrations.length}. Stop older servers, run ecrd migrate with the same --database, and start again.`,
    )
  })
}

async function withLock<T>(url: string, action: (client: Client) => Promise<T>): Promise<T> {
  // Large tables take their time.
  const { query_timeout: _, ...options } = connectionOptions(url, { ...usualTimeouts, statementMs: 0 })
  const client = new Client({ ...options, pipeline: false })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await refuseEncoding(client, url)
    await client.query(`select pg_advisory_lock(${lockOfUpgrade})`)
    return await action(client)
  } catch (error) {
    throw error instanceof CannotOpen ? error : openProblem(url, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** One transaction for each step. */
async function take(client: Client, from: number, migrations: readonly Migration[]): Promise<void> {
  for (const [index, migration] of migrations.entries()) {
    if (index < from) continue
    const version = index + 1
    await client.query('begin')
    for (const step of migration(postgresTypes)) {
      if (typeof step === 'string') await client.query(step)
      else await derive(client, step)
    }
    await client.query('create table if not exists schema_version (version bigint not null)')
    await client.query('delete from schema_version')
    await client.query(`insert into schema_version values (${version})`)
    await client.query('commit')
  }
}

/** Each may be a manifest of some megabytes. */
const rowsAtOnce = 4

async function derive(client: Client, { from, into, derive: successor }: Derivation): Promise<void> {
  await client.query(`declare old_rows cursor for ${from}`)
  for (;;) {
    const { rows } = await client.query<OldRow>(`fetch ${rowsAtOnce} from old_rows`)
    if (rows.length === 0) break
    for (const row of rows.map(successor)) {
      const values = Object.values(row)
      const placeholders = values.map((_, index) => `$${index + 1}`)
      await client.query(insertText(into, row, placeholders), values)
    }
  }
  await client.query('close old_rows')
}

async function schemaVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ known: number }>("select to_regclass('schema_version') is not null as known")
  if (rows[0]?.known !== 1) return 0
  const versions = await client.query<{ version: number }>('select version from schema_version')
  return versions.rows[0]?.version ?? 0
}

function refuseNewer(url: string, version: number, migrations: readonly Migration[]): void {
  if (version <= migrations.length) return
  throw new CannotOpen(
    `The tables of ${describeDatabase(url)} are from a newer ecrd (version ${version}, this one knows ${migrations.length}): start that version.`,
  )
}

/** Names, tags and types are any Unicode. */
async function refuseEncoding(client: Client, url: string): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding')
  const encoding = rows[0]?.server_encoding
  if (encoding === 'UTF8') return
  throw new CannotOpen(
    `The encoding of ${describeDatabase(url)} is ${encoding}, but ecrd needs UTF8. Create a database for it with: create database ecrd encoding 'UTF8' template template0`,
  )
}

/** How migrations speak to PostgreSQL. */
const postgresTypes: DdlTypes = {
  // A sequence never goes back, not even when the transaction that asked it is undone.
  id: 'bigint generated by default as identity primary key',
  integer: 'bigint',
  text: 'text collate "C"',
  bytes: 'bytea',
  sha256Digest: (column) => `'sha256:' || encode(sha256(${column}), 'hex')`,
  table: '',
  keyedTable: '',
}
