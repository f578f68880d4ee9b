import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { type Answer, placeholders, type Statement, type Step } from '../../statement.ts'
import { bind, type ColumnValue } from '../../bind.ts'
import { translated } from './errors.ts'
import type { Schema } from '../../schema.ts'

/** A step with its values bound, before anything is asked. */
export interface Question {
  readonly statement: Statement<never, unknown>
  readonly prepared: Prepared
  readonly values: readonly ColumnValue[]
}

export interface PreparedStatements {
  question(step: Step): Question
  answer(question: Question): Answer
}

interface Prepared {
  readonly of: Statement<never, unknown>
  readonly parameters: readonly unknown[]
  readonly sql: StatementSync
  readonly answers: 'rows' | 'touched rows' | 'a count'
}

/** Enough for the filters that callers really combine. */
const maxUnnamed = 64

/**
 * A connection's statements: named ones are compiled and prepared at their first use and stay; the text of an unnamed
 * query differs from use to use, so it is compiled each time and the statements of the latest texts are kept.
 */
export function preparedStatements(db: DatabaseSync): PreparedStatements {
  const named = new Map<string, Prepared>()
  const unnamed = new Map<string, StatementSync>()

  function prepared(of: Statement<never, unknown>): Prepared {
    if (of.name === '') return preparedQuery(of)
    let found = named.get(of.name)
    if (found === undefined) {
      const query = compile(of)
      found = prepare(of, query, db.prepare(query.sql))
      named.set(of.name, found)
    }
    if (found.of !== of) throw new Error(`two statements are named ${of.name}`)
    return found
  }

  function preparedQuery(of: Statement<never, unknown>): Prepared {
    const query = compile(of)
    const sql = unnamed.get(query.sql) ?? db.prepare(query.sql)
    // A map remembers the order of insertion: the first is the one that was not used for longest.
    unnamed.delete(query.sql)
    unnamed.set(query.sql, sql)
    const [oldest] = unnamed.keys()
    if (unnamed.size > maxUnnamed && oldest !== undefined) unnamed.delete(oldest)
    return prepare(of, query, sql)
  }

  return {
    question(step) {
      const found = prepared(step.statement)
      return { statement: step.statement, prepared: found, values: bind(found.parameters, step) }
    },
    answer({ prepared: { sql, answers }, values }) {
      try {
        if (answers === 'a count') return { rows: [], changed: Number(sql.run(...values).changes) }
        const rows = sql.all(...values)
        return { rows, changed: answers === 'rows' ? 0 : rows.length }
      } catch (error) {
        throw translated(error)
      }
    },
  }
}

function prepare(of: Statement<never, unknown>, query: CompiledQuery, sql: StatementSync): Prepared {
  return { of, parameters: query.parameters, sql, answers: answersOf(query, sql) }
}

function answersOf(query: CompiledQuery, sql: StatementSync): Prepared['answers'] {
  if (query.query.kind === 'SelectQueryNode') return 'rows'
  return sql.columns().length > 0 ? 'touched rows' : 'a count'
}

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
