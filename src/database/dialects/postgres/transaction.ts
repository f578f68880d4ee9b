import type { ClientBase } from 'pg'
import { ConstraintViolation } from '../../constraint-violation.ts'
import type { Answer, Batch, Outcome, Step, Work } from '../../statement.ts'
import { type Failure, failureOf } from './failures.ts'
import { answerOf, type Statements } from './statements.ts'

export interface TransactionMode {
  readonly begin: string
  /** Nothing hangs on the commit: what was read has been answered. */
  readonly isReadOnly?: boolean
  /** A savepoint before every statement, so that a work can go on after a violated constraint. */
  readonly hasSavepoints?: boolean
}

/** A transaction that the database ended, not its work. */
export class Interrupted extends Error {
  readonly failure: Failure
  /** The connection was lost while it committed: nobody knows whether it did. */
  readonly isInDoubt: boolean

  constructor(cause: unknown, isCommitting: boolean) {
    super('the transaction was interrupted', { cause })
    this.name = 'Interrupted'
    this.failure = failureOf(cause)
    this.isInDoubt = isCommitting && (this.failure === 'lost' || this.failure === 'away')
  }

  /** Whether the connection is of no further use. */
  get isConnectionLost(): boolean {
    return this.failure === 'lost' || this.failure === 'away'
  }
}

/**
 * Runs a work in one transaction, a round trip for each batch of statements, and one for the commit of a change: a `begin`
 * before a read, and the commit after one, are sent without waiting (`pipeline`). An error of the work undoes everything.
 */
export async function transact<T>(
  client: ClientBase,
  known: Statements,
  work: Work<T>,
  { begin, isReadOnly = false, hasSavepoints = false }: TransactionMode,
): Promise<T> {
  const execute = hasSavepoints ? executeWithSavepoints : executeBatch
  const begun = client.query(begin).catch((error: unknown) => {
    throw new Interrupted(error, false)
  })
  // Looked at when the first batch is answered.
  begun.catch(() => undefined)
  try {
    let turn = work.next()
    while (turn.done !== true) {
      // Without a transaction around it, a change could not be undone: only reads travel along with `begin`.
      if (!turn.value.every((step) => known.isSelect(step))) await begun
      const outcomes = await execute(client, known, turn.value)
      await begun
      turn = work.next(outcomes)
    }
    if (isReadOnly) send(client, 'commit')
    else await commit(client)
    return turn.value
  } catch (error) {
    if (!(error instanceof Interrupted && error.isConnectionLost)) send(client, 'rollback')
    throw error
  }
}

/** Queues a command whose failure shows in what follows it. */
function send(client: ClientBase, command: string): void {
  client.query(command).catch(() => undefined)
}

/** Sends a whole batch before its first answer is there. After one that fails the server runs none of the others. */
export async function executeBatch(client: ClientBase, known: Statements, batch: Batch): Promise<Answer[]> {
  const queries = batch.map((step) => known.queryOf(step))
  try {
    const results = await Promise.all(queries.map((query) => client.query<object>(query)))
    return results.map(answerOf)
  } catch (error) {
    throw new Interrupted(error, false)
  }
}

async function executeWithSavepoints(client: ClientBase, known: Statements, batch: Batch): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const step of batch) outcomes.push(...(await executeWithSavepoint(client, known, step)))
  return outcomes
}

async function executeWithSavepoint(client: ClientBase, known: Statements, step: Step): Promise<Outcome[]> {
  send(client, 'savepoint step')
  try {
    const outcomes = await executeBatch(client, known, [step])
    send(client, 'release savepoint step')
    return outcomes
  } catch (error) {
    if (!(error instanceof Interrupted && error.failure instanceof ConstraintViolation)) throw error
    send(client, 'rollback to savepoint step')
    return [error.failure]
  }
}

async function commit(client: ClientBase): Promise<void> {
  const { command } = await client.query('commit').catch((error: unknown) => {
    throw new Interrupted(error, true)
  })
  // A transaction that has failed answers a commit by rolling back.
  if (command !== 'COMMIT') throw new Error(`a commit was answered with ${command}`)
}
