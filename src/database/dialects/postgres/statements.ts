import type { QueryConfig, QueryResult } from 'pg'
import { bind, type ColumnValue } from '../../bind.ts'
import { type Answer, placeholders, type Statement, type Step } from '../../statement.ts'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Schema } from '../../schema.ts'

interface Compiled {
  readonly of: Statement<never, unknown>
  readonly text: string
  readonly parameters: readonly unknown[]
  readonly isSelect: boolean
}

export interface Statements {
  queryOf(step: Step): QueryConfig<ColumnValue[]>
  /** Whether a step only reads. */
  isSelect(step: Step): boolean
}

/**
 * What pg is told to run: named statements are compiled once, and prepared once by every connection under their name;
 * the text of an unnamed query differs from use to use.
 */
export function statements(): Statements {
  const named = new Map<string, Compiled>()

  function compiled(of: Statement<never, unknown>): Compiled {
    const known = named.get(of.name)
    if (known?.of === of) return known
    if (known !== undefined) throw new Error(`two statements are named ${of.name}`)
    const { sql: text, parameters, query } = compile(of)
    const made = { of, text, parameters, isSelect: query.kind === 'SelectQueryNode' }
    if (of.name !== '') named.set(of.name, made)
    return made
  }

  return {
    isSelect: (step) => compiled(step.statement).isSelect,
    queryOf(step) {
      const { text, parameters } = compiled(step.statement)
      const values = bind(parameters, step)
      return step.statement.name === '' ? { text, values } : { name: step.statement.name, text, values }
    },
  }
}

export function answerOf({ rows, rowCount, command }: QueryResult<object>): Answer {
  return { rows, changed: command === 'SELECT' ? 0 : (rowCount ?? 0) }
}

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
