import type { Database } from '../../src/database/database.ts'
import type { Schema } from '../../src/database/schema.ts'
import { emptyRepositoryJob } from '../../src/ecr/repository-lifetime/empty-repository.job.ts'
import { query } from '../../src/database/statement.ts'
import { jobKinds } from '../../src/services.ts'
import { waitFor } from './processes.ts'

const scheduledKinds = new Set(jobKinds.filter(({ everyMs }) => everyMs !== undefined).map(({ kind }) => kind))

const tables = Object.keys({
  storage: true,
  account: true,
  identity: true,
  identity_tag: true,
  membership: true,
  policy: true,
  policy_version: true,
  policy_tag: true,
  attached_policy: true,
  inline_policy: true,
  instance_profile: true,
  instance_profile_tag: true,
  session: true,
  registry: true,
  registry_policy: true,
  account_setting: true,
  creation_template: true,
  pull_time_exclusion: true,
  blob_namespace: true,
  access_key: true,
  repository: true,
  repository_policy: true,
  resource_tag: true,
  blob: true,
  repository_blob: true,
  image: true,
  manifest: true,
  image_blob: true,
  image_child: true,
  referrer: true,
  tag: true,
  upload: true,
  upload_partial_frame: true,
  job: true,
  lifecycle_policy: true,
  lifecycle_run: true,
  lifecycle_action: true,
} satisfies Record<Exclude<keyof Schema, 'schedule'>, true>) as readonly (keyof Schema)[]

/**
 * Everything that a database holds, to show that a refused request changed nothing; but neither when keys were used, nor what
 * schedules do beside the requests. What earlier tests deleted is gone first: a job removes it.
 */
export async function storedRows(database: Database): Promise<Readonly<Record<string, readonly unknown[]>>> {
  await waitFor('deleted repositories that are emptied', async () => (await emptyingJobs(database)).length === 0)
  return database.read(function* () {
    const rows: Record<string, readonly unknown[]> = {}
    for (const table of tables) rows[table] = inOrder(yield* query((db) => db.selectFrom(table).selectAll()))
    return rows
  })
}

function emptyingJobs(database: Database): Promise<readonly unknown[]> {
  return database.read(() =>
    query((db) => db.selectFrom('job').select('id').where('kind', '=', emptyRepositoryJob.kind)),
  )
}

/** Databases give rows in any order, and another one once a row was written. */
function inOrder(rows: readonly object[]): readonly object[] {
  const printed = rows
    .filter(isOfRequests)
    .map((row) => ({ row: withoutUse(row), text: JSON.stringify(withoutUse(row)) }))
  return printed.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ row }) => row)
}

function isOfRequests(row: object): boolean {
  return !('kind' in row && typeof row.kind === 'string' && scheduledKinds.has(row.kind))
}

/** When keys and roles were last used is written beside whatever is asked. */
function withoutUse(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !column.startsWith('last_used_')))
}
