import { setTimeout as pause } from 'node:timers/promises'
import { StorageUnavailable } from '../../../errors.ts'
import { backOffMs } from '../../../platform/back-off.ts'
import type { Ids } from '../../../platform/ids.ts'
import { ConstraintViolation } from '../../constraint-violation.ts'
import { Interrupted } from './transaction.ts'

/** Runs a transaction; with savepoints it may go on after a violated constraint. */
export type Attempt<T> = (hasSavepoints: boolean) => Promise<T>

/** Tries until it is through, or will not be. */
export type RetryTransaction = <T>(attempt: Attempt<T>) => Promise<T>

/** Of two transactions that meet, one goes on: conflicts end. */
const maxConflicts = 30
/** Connections that were idle while the server restarted are found out one by one. */
const maxLosses = 5
const conflictBackOff = { firstMs: 4, maxMs: 250 }

/**
 * What is done about a transaction that was interrupted:
 *
 *     violated constraint ─▶ at once again, with savepoints: what is violated then is thrown into the work
 *     conflict            ─▶ again when it is its turn among those of this process that met, then after pauses
 *     connection lost     ─▶ at once again, unless it was committing: nobody knows then
 *     server away         ─▶ StorageUnavailable
 */
export function createRetryTransaction(ids: Ids): RetryTransaction {
  let lastTurn: Promise<unknown> = Promise.resolve()
  function takeTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(action)
    lastTurn = turn.catch(() => undefined)
    return turn
  }

  return async (attempt) => {
    const effort: RetryState = { hasSavepoints: false, conflicts: 0, losses: 0 }
    const first = await untilConflict(attempt, effort)
    if (first !== undefined) return first.result
    return takeTurn(async () => {
      for (;;) {
        const next = await untilConflict(attempt, effort)
        if (next !== undefined) return next.result
        await pause(backOffMs(ids, effort.conflicts, conflictBackOff))
      }
    })
  }
}

interface RetryState {
  hasSavepoints: boolean
  conflicts: number
  losses: number
}

/** Undefined when it met another transaction, and should be tried again. */
async function untilConflict<T>(attempt: Attempt<T>, effort: RetryState): Promise<{ readonly result: T } | undefined> {
  for (;;) {
    try {
      return { result: await attempt(effort.hasSavepoints) }
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
      const { failure, isInDoubt, cause } = error
      if (failure === 'fault') throw cause
      if (failure === 'conflict' && ++effort.conflicts <= maxConflicts) return undefined
      if (failure instanceof ConstraintViolation) {
        if (effort.hasSavepoints) throw failure
        effort.hasSavepoints = true
      } else if (failure !== 'lost' || isInDoubt || ++effort.losses > maxLosses) throw new StorageUnavailable(cause)
    }
  }
}
