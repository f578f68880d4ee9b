import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Schema } from '../../schema.ts'
import { placeholders, type Statement } from '../../statement.ts'

/** The writer of SQLite is alone, and locks no rows: SQL of SQLite has no `for update skip locked`. */
class LocklessCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(): void {
    // Nothing is written.
  }
}

/** kysely as a builder of text: it never runs anything. */
const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new LocklessCompiler(),
  },
})

/** The text of a statement for SQLite, and what to bind: values, and placeholders for those that come with each use. */
export function compile(statement: Statement<never, unknown>): CompiledQuery {
  return statement.build(builder, placeholders).compile()
}
