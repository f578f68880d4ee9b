import { ConstraintViolation } from '../../database.ts'
import type { Answer, Step, Work } from '../../statement.ts'

/**
 * Runs a work to its end. A violated constraint is thrown into it, and it may catch it and go on: SQLite has undone
 * the statement and nothing else. After any other error the transaction can't go on, so the work is left where it stands.
 */
export function runWork<T>(work: Work<T>, execute: (step: Step) => Answer): T {
  let turn = work.next()
  while (turn.done !== true) {
    const answer = attempt(turn.value, execute)
    turn = answer instanceof ConstraintViolation ? work.throw(answer) : work.next(answer)
  }
  return turn.value
}

function attempt(step: Step, execute: (step: Step) => Answer): Answer | ConstraintViolation {
  try {
    return execute(step)
  } catch (error) {
    if (error instanceof ConstraintViolation) return error
    throw error
  }
}
