import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Schema } from '../../schema.ts'
import { placeholders, type Statement } from '../../statement.ts'

/** kysely as a builder of text: it never runs anything. */
const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** The text of a statement for PostgreSQL, and what to bind: values, and placeholders for those that come with each use. */
export function compile(statement: Statement<never, unknown>): CompiledQuery {
  return statement.build(builder, placeholders).compile()
}
