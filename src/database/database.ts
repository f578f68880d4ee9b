import type { Work } from './statement.ts'

/** A database: SQLite in the data folder, or PostgreSQL. */
export interface Database {
  /** Runs a work that only reads, on one consistent view. */
  read<T>(work: () => Work<T>): Promise<T>
  /**
   * Runs a work in one transaction. When the promise is fulfilled, what it did (and what it saw of others) is durable.
   * A work may be run twice (a conflict on PostgreSQL): it has no effect outside its transaction.
   * An error thrown inside rolls everything back and is passed on.
   */
  change<T>(work: () => Work<T>): Promise<T>
  close(): Promise<void>
}
