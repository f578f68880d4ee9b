import type { TestProject } from 'vitest/node'
import { upgradePostgres } from '../../src/database/dialects/postgres/upgrade.ts'
import { postgresProgram, startPostgres } from './postgres.ts'

/** The database that new ones are copied from: it has ecrd's tables, and nothing in them. */
export const templateDatabase = 'ecrd_template'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of PostgreSQL's own database on the server of this run; undefined where PostgreSQL isn't installed. */
    postgres: string | undefined
  }
}

/** One PostgreSQL for all tests of a project. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('postgres', undefined)
  if (postgresProgram === undefined) return undefined
  const server = await startPostgres()
  await server.run(`create database ${templateDatabase}`)
  await upgradePostgres(server.urlOf(templateDatabase))
  project.provide('postgres', server.urlOf('postgres'))
  return () => server.remove()
}
