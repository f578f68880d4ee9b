import type { ClientBase } from 'pg'
import { ConstraintViolation } from '../../database.ts'
import type { Answer, Step, Work } from '../../statement.ts'
import { type Failure, failureOf } from './failures.ts'
import { answerOf, type Statements } from './statements.ts'

export interface TransactionMode {
  readonly begin: string
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
 * Runs a work in one transaction, a round trip for each statement and one for the commit: savepoints, and a `begin` before
 * a read, travel with the statement that follows, for pg sends without waiting (`pipeline`). An error of the work undoes everything.
 */
export async function transact<T>(
  client: ClientBase,
  known: Statements,
  work: Work<T>,
  { begin, hasSavepoints = false }: TransactionMode,
): Promise<T> {
  const execute = hasSavepoints ? executeWithSavepoint : executeStep
  const begun = client.query(begin).catch((error: unknown) => {
    throw new Interrupted(error, false)
  })
  // Looked at when the first statement is answered.
  begun.catch(() => undefined)
  try {
    let turn = work.next()
    while (turn.done !== true) {
      // Without a transaction around it, a change could not be undone: only a read travels along with `begin`.
      if (!known.isSelect(turn.value)) await begun
      const answer = await execute(client, known, turn.value)
      await begun
      turn = answer instanceof ConstraintViolation ? work.throw(answer) : work.next(answer)
    }
    await commit(client)
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

export async function executeStep(client: ClientBase, known: Statements, step: Step): Promise<Answer> {
  const query = known.queryOf(step)
  try {
    return answerOf(await client.query<object>(query))
  } catch (error) {
    throw new Interrupted(error, false)
  }
}

async function executeWithSavepoint(
  client: ClientBase,
  known: Statements,
  step: Step,
): Promise<Answer | ConstraintViolation> {
  send(client, 'savepoint step')
  try {
    const answer = await executeStep(client, known, step)
    send(client, 'release savepoint step')
    return answer
  } catch (error) {
    if (!(error instanceof Interrupted && error.failure instanceof ConstraintViolation)) throw error
    send(client, 'rollback to savepoint step')
    return error.failure
  }
}

async function commit(client: ClientBase): Promise<void> {
  const { command } = await client.query('commit').catch((error: unknown) => {
    throw new Interrupted(error, true)
  })
  // A transaction that has failed answers a commit by rolling back.
  if (command !== 'COMMIT') throw new Error(`a commit was answered with ${command}`)
}
