import type { CompiledQuery, Kysely } from 'kysely'
import { ConstraintViolation } from './constraint-violation.ts'
import type { Schema } from './schema.ts'

/**
 * How SQL is written and run.
 *
 * A *statement* is a query that kysely builds and types once; a database compiles it at its first use
 * and keeps it prepared. A *work* is a generator that yields statements in batches, most of them of one: a transaction is
 * one, and so is every function that takes part in it. Because a generator cannot `await`, nothing but its own queries can
 * happen inside a transaction: the type sees to that.
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

/** An answer, or the constraint that the step violates: then it has changed nothing. */
export type Outcome = Answer | ConstraintViolation

/** Steps that run in their order, and don't wait for each other's answers: on PostgreSQL that is one round trip. */
export type Batch = readonly Step[]

/** Batches in sequence, with a result; each gets the outcomes of its steps. Run by `Database.read` or `Database.change`. */
export type Work<T> = Generator<Batch, T, readonly Outcome[]>

/** Names a query. `name` is unique in the program: it is the key of the prepared statement. */
export function statement<P, R>(
  name: string,
  build: (db: Kysely<Schema>, parameters: Bound<P>) => Compilable<R>,
): Statement<P, R> {
  return { name, build }
}

/** A query whose text depends on its input (filters, lists). Compiled at each use: not for the push and pull path. */
export function* query<R>(build: (db: Kysely<Schema>) => Compilable<R>): Work<R[]> {
  const { rows } = answerOf(yield [{ statement: { name: '', build }, values: {} }])
  return rows as R[]
}

export function* all<P, R>(of: Statement<P, R>, values: P): Work<R[]> {
  const { rows } = answerOf(yield [step(of, values)])
  return rows as R[]
}

export function* first<P, R>(of: Statement<P, R>, values: P): Work<R | undefined> {
  const { rows } = answerOf(yield [step(of, values)])
  return rows[0] as R | undefined
}

/** Runs an insert, update or delete; how many rows it touched. */
export function* run<P, R>(of: Statement<P, R>, values: P): Work<number> {
  return answerOf(yield [step(of, values)]).changed
}

/**
 * Runs works side by side: what they yield at the same time is one batch, in the order of the works. So none may decide by
 * what another one changes. The first one that throws ends them all.
 */
export function* together<T extends readonly unknown[]>(works: readonly [...{ [K in keyof T]: Work<T[K]> }]): Work<T> {
  const turns: IteratorResult<Batch, unknown>[] = works.map((work) => work.next())
  while (turns.some(({ done }) => done !== true)) {
    const outcomes = yield turns.flatMap((turn) => (turn.done === true ? [] : turn.value))
    let begin = 0
    for (const [index, turn] of turns.entries()) {
      if (turn.done === true) continue
      const end = begin + turn.value.length
      turns[index] = works[index].next(outcomes.slice(begin, end))
      begin = end
    }
  }
  return turns.map(({ value }) => value) as unknown as T
}

/** Of a batch of one. */
function answerOf([outcome]: readonly Outcome[]): Answer {
  if (outcome === undefined) throw new Error('a batch of one statement was not answered')
  if (outcome instanceof ConstraintViolation) throw outcome
  return outcome
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
