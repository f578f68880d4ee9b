import { DatabaseSync } from 'node:sqlite'
import { compile } from '../../src/database/dialects/sqlite/prepared-statements.ts'
import { upgrade } from '../../src/database/dialects/sqlite/upgrade.ts'
import { migrations } from '../../src/database/migrations/migrations.ts'
import type { Statement } from '../../src/database/statement.ts'
import { fillTables } from './many-rows.ts'

/** The lines of a plan that read or sort more than they answer, so that their cost grows with the table. */
export type FindWaste = (statement: Statement<never, unknown>) => Promise<readonly string[]>

/** https://sqlite.org/eqp.html */
export function openSqlitePlans(): FindWaste {
  const tables = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
  upgrade(tables, ':memory:', migrations)
  for (const sql of fillTables("x''")) tables.exec(sql)
  return async (statement) => {
    const plan = tables.prepare(`explain query plan ${compile(statement).sql}`).all()
    return plan.map((line) => String(line.detail)).filter((line) => /^SCAN (?!CONSTANT ROW)|TEMP B-TREE/.test(line))
  }
}
