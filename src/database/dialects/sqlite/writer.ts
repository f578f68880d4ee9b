import type { DatabaseSync } from 'node:sqlite'
import type { Work } from '../../statement.ts'
import { runWork } from './run-work.ts'
import { translated } from './errors.ts'
import { preparedStatements } from './prepared-statements.ts'

/** The connection that changes things. Whatever is done with it is done when the call returns. */
export interface Writer {
  /** Runs a work in one transaction. When it throws, nothing has happened. */
  change<T>(work: () => Work<T>): Outcome<T>
}

export interface Outcome<T> {
  readonly result: T
  /** Whether any row was touched. */
  readonly wrote: boolean
}

export function createWriter(db: DatabaseSync): Writer {
  // It takes its turn at once: a transaction that begins by reading might find later that it can't write.
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const statements = preparedStatements(db)
  return {
    change(work) {
      let wrote = false
      try {
        begin.run()
        const result = runWork(work(), (step) => {
          const answer = statements.answer(statements.question(step))
          wrote ||= answer.changed > 0
          return answer
        })
        commit.run()
        return { result, wrote }
      } catch (error) {
        // SQLite itself has rolled back after errors such as a full disk.
        if (db.isTransaction) db.exec('rollback')
        throw translated(error)
      }
    },
  }
}
