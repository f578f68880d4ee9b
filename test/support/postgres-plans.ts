import { Client } from 'pg'
import { compile } from '../../src/database/dialects/postgres/statements.ts'
import { connectionOptions, usualTimeouts } from '../../src/database/dialects/postgres/connection-options.ts'
import { fillTables } from './many-rows.ts'
import { createPostgresDatabase } from './postgres-databases.ts'
import type { FindWaste } from './sqlite-plans.ts'

/** https://www.postgresql.org/docs/current/sql-explain.html, as far as it is looked at. */
interface PlanNode {
  readonly 'Node Type': string
  readonly 'Index Cond'?: string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly PlanNode[]
}

export interface PostgresPlans {
  readonly findWaste: FindWaste
  readonly close: () => Promise<void>
}

/** The plans that prepared statements settle on, whatever they are run with; on ecrd's own kind of connection. */
export async function openPostgresPlans(tables: 'empty' | 'full'): Promise<PostgresPlans> {
  const { url, drop } = await createPostgresDatabase()
  const client = new Client({ ...connectionOptions(url, { ...usualTimeouts, statementMs: 120_000 }), pipeline: false })
  await client.connect()
  if (tables === 'full') await fill(client)
  await client.query('set plan_cache_mode = force_generic_plan')
  return {
    async findWaste(statement) {
      const { sql, parameters } = compile(statement)
      await client.query(`prepare explained as ${sql}`)
      const values = parameters.length === 0 ? '' : `(${parameters.map(() => 'null').join(', ')})`
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (format json) execute explained${values}`)
      await client.query('deallocate explained')
      const [{ Plan: plan }] = JSON.parse(rows[0]?.['QUERY PLAN'] ?? '') as [{ Plan: PlanNode }]
      return nodesOf(plan).filter(isWasteful).map(nameOf)
    },
    async close() {
      await client.end()
      await drop()
    },
  }
}

async function fill(client: Client): Promise<void> {
  await client.query('set session_replication_role = replica')
  for (const sql of fillTables("''::bytea")) await client.query(sql)
  await client.query('analyze')
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}

/** An incremental sort is of what one index entry has to order within it: an image's tags. */
function isWasteful(node: PlanNode): boolean {
  const type = node['Node Type']
  if (type === 'Sort' || type === 'Seq Scan') return true
  return /^(Index|Index Only|Bitmap Index) Scan$/.test(type) && node['Index Cond'] === undefined
}

const nameOf = (node: PlanNode): string => `${node['Node Type']} ${node['Relation Name'] ?? ''}`.trim()
