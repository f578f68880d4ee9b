/**
 * One step from a version of the tables to the next: the statements that take it, in order, in one transaction.
 * Both databases run the same text; where they call a thing differently, the migration uses one of these words.
 */
export type Migration = (words: DdlTypes) => readonly (string | Derivation)[]

/**
 * Rows that are made of rows which are there, where SQL has no words for it. They are read a few at a time, so that a large
 * table needs no large memory.
 */
export interface Derivation {
  readonly from: string
  readonly into: string
  readonly derive: (row: OldRow) => Readonly<Record<string, string | number>>
}

export type OldRow = Readonly<Record<string, unknown>>

/** `insert into t (a, b) values (…, …)`, of the names of a row's columns. */
export function insertText(into: string, row: object, placeholders: readonly string[]): string {
  return `insert into ${into} (${Object.keys(row).join(', ')}) values (${placeholders.join(', ')})`
}

/** The tables' version before and after. */
export interface Upgrade {
  readonly from: number
  readonly to: number
}

export interface DdlTypes {
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
