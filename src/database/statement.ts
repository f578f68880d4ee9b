import type { CompiledQuery, Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * How SQL is written and run.
 *
 * A *statement* is a query that kysely builds and types once; a database compiles it at its first use
 * and keeps it prepared. A *work* is a generator that yields statements: a transaction is one, and so is every
 * function that takes part in it. Because a generator cannot `await`, nothing but its own queries can happen
 * inside a transaction: the type sees to that.
 *
 * ```ts
 * const findRepository = statement('findRepository', (db, p: Bound<{ registryId: number; name: string }>) =>
 *   db.selectFrom('repository').selectAll().where('registry_id', '=', p.registryId).where('name', '=', p.name))
 *
 * await database.change(function* () {
 *   const found = yield* first(findRepository, { registryId: 1, name: 'app' })
 *   …
 * })
 * ```
 */
export interface Statement<P, R> {
  readonly name: string
  readonly build: (db: Kysely<Schema>, parameters: Bound<P>) => Compilable<R>
}

/** Stands for a value that is bound when the statement runs. */
export type Bound<P> = { readonly [K in keyof P]: P[K] }

interface Compilable<R> {
  compile(): CompiledQuery<R>
}

/** One step of a work: a statement and the values to bind. */
export interface Step {
  readonly statement: Statement<never, unknown>
  readonly values: Readonly<Record<string, unknown>>
}

/** What a database answers to a step. */
export interface Answer {
  readonly rows: readonly unknown[]
  /** Rows that an insert, update or delete touched. */
  readonly changed: number
}

/** Queries in sequence, with a result. Run by `Database.read` or `Database.change`. */
export type Work<T> = Generator<Step, T, Answer>

/** Names a query. `name` is unique in the program: it is the key of the prepared statement. */
export function statement<P, R>(
  name: string,
  build: (db: Kysely<Schema>, parameters: Bound<P>) => Compilable<R>,
): Statement<P, R> {
  return { name, build }
}

/** A query whose text depends on its input (filters, lists). Compiled at each use: not for the push and pull path. */
export function* query<R>(build: (db: Kysely<Schema>) => Compilable<R>): Work<R[]> {
  const answer = yield { statement: { name: '', build }, values: {} }
  return answer.rows as R[]
}

export function* all<P, R>(of: Statement<P, R>, values: P): Work<R[]> {
  const answer = yield step(of, values)
  return answer.rows as R[]
}

export function* first<P, R>(of: Statement<P, R>, values: P): Work<R | undefined> {
  const answer = yield step(of, values)
  return answer.rows[0] as R | undefined
}

/** Runs an insert, update or delete; how many rows it touched. */
export function* run<P, R>(of: Statement<P, R>, values: P): Work<number> {
  const answer = yield step(of, values)
  return answer.changed
}

function step<P, R>(of: Statement<P, R>, values: P): Step {
  return { statement: of, values: values as Readonly<Record<string, unknown>> }
}

/** In a compiled query's parameters: put the value of this name here. */
export class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** What a statement's `build` is given: every property is a placeholder of its own name. */
export const placeholders: Bound<never> = new Proxy(
  {},
  { get: (_, name) => new Placeholder(String(name)) },
) as Bound<never>
