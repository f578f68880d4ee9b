import { DatabaseError } from 'pg'
import { ConstraintViolation } from '../../constraint-violation.ts'

/**
 * What a failure means for the transaction that met it.
 *
 * - a violated constraint;
 * - `conflict`: others were faster, and running it again is all it takes;
 * - `lost`: the connection has ended, and the transaction with it;
 * - `away`: the server takes no work at the moment, or did not answer in time;
 * - `fault`: the program's own.
 *
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export type Failure = ConstraintViolation | 'conflict' | 'lost' | 'away' | 'fault'

/** serialization_failure, deadlock_detected */
const conflicts = ['40001', '40P01']

/**
 * The server shuts down or has crashed (57P01, 57P02, 57P04), or we were silent for too long (57P05, 25P03, 25P04).
 * 0A000: the tables were upgraded under a prepared statement, which a new connection prepares anew.
 */
const endings = ['57P01', '57P02', '57P04', '57P05', '25P03', '25P04', '0A000']

/** It is starting (57P03), took too long (57014, 55P03), or has no disk, memory or connection left (53000 and following). */
const refusals = ['57P03', '57014', '55P03', '53000', '53100', '53200', '53300']

export function failureOf(error: unknown): Failure {
  if (!(error instanceof DatabaseError)) return failureOfConnection(error)
  const code = error.code ?? ''
  if (code === '23505') return new ConstraintViolation('unique', error)
  if (code === '23503') return new ConstraintViolation('foreign-key', error)
  if (conflicts.includes(code)) return 'conflict'
  if (endings.includes(code) || code.startsWith('08')) return 'lost'
  return refusals.includes(code) ? 'away' : 'fault'
}

/** What the server didn't say. pg has no other name for its timeout than these words. */
function failureOfConnection(error: unknown): Failure {
  if (error instanceof TypeError || error instanceof RangeError) return 'fault'
  return error instanceof Error && error.message === 'Query read timeout' ? 'away' : 'lost'
}
