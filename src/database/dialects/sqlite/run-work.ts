import { ConstraintViolation } from '../../constraint-violation.ts'
import type { Answer, Outcome, Step, Work } from '../../statement.ts'

/**
 * Runs a work to its end, one step after the other. A work may catch a violated constraint and go on: SQLite has undone
 * the statement and nothing else. After any other error the transaction can't go on, so the work is left where it stands.
 */
export function runWork<T>(work: Work<T>, execute: (step: Step) => Answer): T {
  let turn = work.next()
  while (turn.done !== true) turn = work.next(turn.value.map((step) => attempt(step, execute)))
  return turn.value
}

function attempt(step: Step, execute: (step: Step) => Answer): Outcome {
  try {
    return execute(step)
  } catch (error) {
    if (error instanceof ConstraintViolation) return error
    throw error
  }
}
