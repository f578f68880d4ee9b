import { storedRows } from '../../../support/stored-rows.ts'
import type { TestServer } from '../../../support/test-server.ts'

type Row = Readonly<Record<string, unknown>>
type Rows = Readonly<Record<string, readonly Row[]>>

/** What is stored of all accounts but one. */
export async function storedWithout({ running: { ctx } }: TestServer, account: string): Promise<Rows> {
  const rows = (await storedRows(ctx.database)) as Rows
  const isTheirs = rowsOf(rows, account)
  return Object.fromEntries(
    Object.entries(rows).map(([table, list]) => [table, list.filter((row) => !isTheirs(table, row))]),
  )
}

function rowsOf(rows: Rows, account: string): (table: string, row: Row) => boolean {
  const idsOf = (table: string, isTheirs: (row: Row) => boolean) =>
    new Set((rows[table] ?? []).filter(isTheirs).map(({ id }) => id))
  const [identities, policies, registries, profiles] = ['identity', 'policy', 'registry', 'instance_profile'].map(
    (table) => idsOf(table, (row) => row.account === account),
  )
  const repositories = idsOf('repository', (row) => registries?.has(row.registry_id) === true)
  return (table, row) =>
    row.account === account ||
    (table === 'account' && row.id === account) ||
    [row.identity_id, row.user_id, row.group_id].some((id) => identities?.has(id)) ||
    policies?.has(row.policy_id) === true ||
    profiles?.has(row.profile_id) === true ||
    registries?.has(row.registry_id) === true ||
    repositories.has(row.repository_id)
}
