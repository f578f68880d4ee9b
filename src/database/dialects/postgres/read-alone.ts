import type { ClientBase } from 'pg'
import type { Statement, Work } from '../../statement.ts'
import type { Statements } from './statements.ts'
import { executeBatch } from './transaction.ts'

/** Reads a work outside a transaction, if one statement is all of it; undefined when it is not. */
export type ReadAlone = <T>(client: ClientBase, work: () => Work<T>) => Promise<{ readonly result: T } | undefined>

/**
 * One statement sees one state of the database by itself: it needs no transaction around it. Whether a work has only one
 * shows when it has been answered. What turned out longer is not tried again.
 */
export function readAlone(known: Statements): ReadAlone {
  const beginnings = new WeakSet<Statement<never, unknown>>()
  return async (client, work) => {
    const attempt = work()
    const first = attempt.next()
    if (first.done === true) return { result: first.value }
    const [step, ...others] = first.value
    if (step === undefined || others.length > 0) return undefined
    if (beginnings.has(step.statement) || !known.isSelect(step)) return undefined
    const second = attempt.next(await executeBatch(client, known, [step]))
    if (second.done === true) return { result: second.value }
    beginnings.add(step.statement)
    return undefined
  }
}
