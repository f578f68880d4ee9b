import type { DatabaseSync } from 'node:sqlite'
import type { Work } from '../../statement.ts'
import { drive } from './drive.ts'
import { translated } from './errors.ts'
import { preparedStatements } from './prepared-statements.ts'

/** A connection of the main thread. Whatever is done with it is done when the call returns. */
export interface Connection {
  /** Runs a work in one transaction. When it throws, nothing has happened. */
  transact<T>(work: () => Work<T>): Outcome<T>
}

export interface Outcome<T> {
  readonly result: T
  /** Whether any row was touched. */
  readonly wrote: boolean
}

export function connection(db: DatabaseSync, mode: 'read' | 'write'): Connection {
  // A writer takes its turn at once: a transaction that begins by reading might find later that it can't write.
  const begin = db.prepare(mode === 'write' ? 'begin immediate' : 'begin')
  const commit = db.prepare('commit')
  const statements = preparedStatements(db)

  function run<T>(work: () => Work<T>): Outcome<T> {
    let wrote = false
    const result = drive(work(), (step) => {
      const answer = statements.execute(step)
      wrote ||= answer.changed > 0
      return answer
    })
    commit.run()
    return { result, wrote }
  }

  return {
    transact(work) {
      rethrowTranslated(() => begin.run())
      try {
        return rethrowTranslated(() => run(work))
      } catch (error) {
        // SQLite itself has rolled back after errors such as a full disk.
        if (db.isTransaction) db.exec('rollback')
        throw error
      }
    },
  }
}

function rethrowTranslated<T>(action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw translated(error)
  }
}
