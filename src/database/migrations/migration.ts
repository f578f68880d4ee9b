/**
 * One step from a version of the tables to the next: the statements that take it, in order, in one transaction.
 * Both databases run the same text; where they call a thing differently, the migration uses one of these words.
 */
export type Migration = (words: Words) => readonly string[]

/** The tables' version before and after. */
export interface Upgrade {
  readonly from: number
  readonly to: number
}

export interface Words {
  /** The column `id`: an integer that the database gives out once and never again. */
  readonly id: string
  /** A whole number of up to 53 bits. */
  readonly integer: string
  /** Text that sorts and compares by its bytes. */
  readonly text: string
  readonly bytes: string
  /** The digest of a column of bytes: `sha256:…` */
  readonly sha256Digest: (column: string) => string
  /** Ends a table that has an `id`. */
  readonly table: string
  /** Ends a table that is found by its primary key only. */
  readonly keyedTable: string
}
