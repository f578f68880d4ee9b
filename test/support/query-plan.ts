import { DatabaseSync } from 'node:sqlite'
import { compile } from '../../src/database/dialects/sqlite/compile.ts'
import { upgrade } from '../../src/database/dialects/sqlite/upgrade.ts'
import { migrations } from '../../src/database/migrations/migrations.ts'
import type { Statement } from '../../src/database/statement.ts'

/** How SQLite would run a statement, line by line: https://sqlite.org/eqp.html */
export function explain(statement: Statement<never, unknown>): string[] {
  const plan = emptyTables().prepare(`explain query plan ${compile(statement).sql}`)
  return plan.all().map((line) => String(line.detail))
}

/** The lines that read or sort more than they answer: their cost grows with the table. */
export function wastefulLines(plan: readonly string[]): string[] {
  return plan.filter((line) => /^SCAN (?!CONSTANT ROW)|TEMP B-TREE/.test(line))
}

let tables: DatabaseSync | undefined

function emptyTables(): DatabaseSync {
  if (tables === undefined) {
    tables = new DatabaseSync(':memory:')
    upgrade(tables, ':memory:', migrations)
  }
  return tables
}
