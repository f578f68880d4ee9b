import type { DatabaseSync } from 'node:sqlite'
import type { Answer, Step, Work } from '../../statement.ts'
import { runWork } from './run-work.ts'
import { translated } from './errors.ts'
import { createQueryCache } from './query-cache.ts'
import { preparedStatements } from './prepared-statements.ts'

/** The connection that only reads. Whatever is done with it is done when the call returns. */
export interface Reader {
  /** Runs a work on one state of the database. */
  read<T>(work: () => Work<T>): T
  /** A change was committed: answers from before it are worth nothing any more. */
  forget(): void
}

export function createReader(db: DatabaseSync): Reader {
  const begin = db.prepare('begin')
  const commit = db.prepare('commit')
  const statements = preparedStatements(db)
  const kept = createQueryCache()

  /** A work that is answered from the cache alone opens no transaction. */
  function answer(step: Step, transaction: { isOpen: boolean }): Answer {
    const question = statements.question(step)
    const known = kept.get(question)
    if (known !== undefined) return known
    if (!transaction.isOpen) begin.run()
    transaction.isOpen = true
    const found = statements.answer(question)
    kept.set(question, found)
    return found
  }

  return {
    read(work) {
      const transaction = { isOpen: false }
      try {
        const result = runWork(work(), (step) => answer(step, transaction))
        if (transaction.isOpen) commit.run()
        return result
      } catch (error) {
        if (db.isTransaction) db.exec('rollback')
        throw translated(error)
      }
    },
    forget: () => {
      kept.clear()
    },
  }
}
