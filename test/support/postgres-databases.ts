import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { templateDatabase } from './postgres-of-the-run.ts'

/** A database on the server of this run. */
export interface PostgresDatabase {
  readonly name: string
  readonly url: string
  /** Asks it directly, beside whatever ecrd does with it. */
  readonly run: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly drop: () => Promise<void>
}

/** New, with ecrd's tables unless it is copied from elsewhere: `template0` is empty. */
export async function createPostgresDatabase(copiedFrom = `template ${templateDatabase}`): Promise<PostgresDatabase> {
  const server = inject('postgres')
  if (server === undefined) throw new Error('PostgreSQL is not installed')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runOn(server, `create database ${name} ${copiedFrom}`)
  const url = new URL(server)
  url.pathname = name
  return {
    name,
    url: url.href,
    run: (sql) => runOn(url.href, sql),
    drop: async () => {
      await runOn(server, `drop database if exists ${name} with (force)`)
    },
  }
}

async function runOn(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
