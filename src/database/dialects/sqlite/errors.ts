import { StorageUnavailable } from '../../../errors.ts'
import { ConstraintViolation } from '../../constraint-violation.ts'

/** https://sqlite.org/rescode.html: the low byte is the primary code, the whole number says more. */
const busy = 5
const full = 13
const diskTroubles = [8, 10, full, 14] // SQLITE_READONLY, _IOERR, _FULL, _CANTOPEN
/** SQLITE_CORRUPT: also what SQLite says when the disk fails while it reads how the tables look. */
const malformed = 11
const syncFailed = [1034, 1290] // SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC
const unique = [1555, 2067, 2579] // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE, _ROWID
const foreignKey = 787 // SQLITE_CONSTRAINT_FOREIGNKEY

/** The error that the rest of the program knows, or the same one. */
export function translated(error: unknown): unknown {
  const code = resultCode(error)
  if (code === undefined) return error
  if (unique.includes(code)) return new ConstraintViolation('unique', error)
  if (code === foreignKey) return new ConstraintViolation('foreign-key', error)
  if (isDiskTrouble(error) || (code & 0xff) === malformed) return new StorageUnavailable(error)
  if (isBusy(error)) return new Error('the database is busy: another process is writing to it', { cause: error })
  return error
}

export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code !== undefined && (code & 0xff) === busy
}

/** The disk is full, read-only or broken: what was there before is as it was, and SQLite goes on when the disk does. */
export function isDiskTrouble(error: unknown): boolean {
  const code = resultCode(error)
  return code !== undefined && diskTroubles.includes(code & 0xff)
}

export function isDiskFull(error: unknown): boolean {
  return resultCode(error) === full
}

/** After a failed sync nobody knows what is on disk, and the kernel reports it only once. */
export function isFailedSync(error: unknown): boolean {
  const code = resultCode(error instanceof StorageUnavailable ? error.cause : error)
  return code !== undefined && syncFailed.includes(code)
}

function resultCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined
}
