import { DatabaseSync } from 'node:sqlite'
import { CannotOpen } from '../../cannot-open.ts'
import type { Database } from '../../database.ts'
import type { Migration } from '../../migrations/migration.ts'
import { migrations } from '../../migrations/migrations.ts'
import type { Work } from '../../statement.ts'
import { checkpointer, type CheckpointReport, type WalLimits } from './checkpointer.ts'
import { isFailedSync } from './errors.ts'
import { createWriteBarrier } from './write-barrier.ts'
import { type GroupedSync, groupedSync } from './grouped-sync.ts'
import { createReader, type Reader } from './reader.ts'
import { upgrade } from './upgrade.ts'
import { openWalFile, rewriteWalFile, type SyncFile, syncFileData } from './wal-file.ts'
import { createWriter, type Outcome, type Writer } from './writer.ts'
import { tell } from '../../../platform/terminal.ts'

export interface SqliteOptions {
  readonly path: string
  /** What to do when the disk refuses to make a commit durable. By default the process ends. */
  readonly onFatal?: (error: unknown) => void
  /** How long a change or read waits for another process: our own connections never wait for one another. */
  readonly busyTimeoutMs?: number
  /** Stand-ins, for tests. */
  readonly syncFile?: SyncFile
  readonly limits?: WalLimits
  readonly migrations?: readonly Migration[]
}

const mebibyte = 1024 * 1024
const usualLimits: WalLimits = { checkpointBytes: 4 * mebibyte, restartBytes: 64 * mebibyte }

/**
 * Opens the database of a data folder, and brings its tables up to date.
 *
 *     change ──▶ gate ──▶ writer: begin … commit ──▶ one fdatasync for many ──▶ the promise is fulfilled
 *                 ▲ shut while the log restarts            │
 *                 └──────────── checkpoint worker ◀────────┘ when the log has grown
 *     read ─────▶ answers since the last commit, or reader: begin … commit
 */
export async function openSqlite(options: SqliteOptions): Promise<Database> {
  const { path, syncFile = syncFileData, limits = usualLimits, onFatal = endProcess, busyTimeoutMs = 5_000 } = options
  const writerDb = openWriter(path, busyTimeoutMs, options.migrations ?? migrations)
  const wal = await openWalFile(path, syncFile)
  const readerDb = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs })
  const writer = createWriter(writerDb)
  const reader = createReader(readerDb)
  const writers = createWriteBarrier()

  let failure: { readonly error: unknown } | undefined
  const fail = (error: unknown): void => {
    if (failure !== undefined) return
    failure = { error }
    onFatal(error)
  }

  // Since SQLite 3.51 NOOP only reports; an older one makes a passive checkpoint here, which is slower and as right.
  const walPages = writerDb.prepare('pragma wal_checkpoint (noop)')
  const checkpoints = checkpointer({
    path,
    limits,
    walPages: () => walPages.get() as unknown as CheckpointReport,
    writers,
    onFatal: fail,
  })
  const syncs = groupedSync(async () => {
    if (failure !== undefined) throw failure.error
    await wal.sync().catch((error: unknown) => {
      fail(error)
      throw error
    })
    checkpoints.poke()
  })

  async function change<T>(work: () => Work<T>): Promise<T> {
    if (failure !== undefined) throw failure.error
    return commit({ writer, reader, syncs, fail }, work)
  }

  async function close(): Promise<void> {
    // A restart of the log may be holding changes back: they come first.
    await checkpoints.close()
    await syncs.durable(false).catch(() => undefined)
    readerDb.close()
    // The last connection copies the log into the database file and removes it.
    writerDb.close()
    await wal.close()
  }

  let closing: Promise<void> | undefined
  const assertOpen = (): void => {
    if (closing !== undefined) throw new Error('the database is closed')
  }

  // What an earlier process committed without being able to make it durable is visible now.
  await syncs.durable(true)
  return {
    async read(work) {
      assertOpen()
      return reader.read(work)
    },
    async change(work) {
      assertOpen()
      return writers.pass(() => change(work))
    },
    close: () => (closing ??= close()),
  }
}

interface Committing {
  readonly writer: Writer
  readonly reader: Reader
  readonly syncs: GroupedSync
  readonly fail: (error: unknown) => void
}

/** Runs a change; fulfilled when it is on disk. */
async function commit<T>({ writer, reader, syncs, fail }: Committing, work: () => Work<T>): Promise<T> {
  let outcome: Outcome<T>
  try {
    outcome = writer.change(work)
    if (outcome.wrote) reader.forget()
  } catch (error) {
    // Of a commit that failed, nobody knows here what it left.
    reader.forget()
    if (isFailedSync(error)) fail(error)
    // A refusal is an answer too: "it exists already" waits until that is on disk.
    await syncs.durable(false)
    throw error
  }
  // Asked for before anybody else's turn: who reads this commit must find it waiting.
  await syncs.durable(outcome.wrote)
  return outcome.result
}

function openWriter(path: string, busyTimeoutMs: number, known: readonly Migration[]): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    rewriteWalFile(path)
    db = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
    const mode = db.prepare('pragma journal_mode = wal').get()?.journal_mode
    if (mode !== 'wal') throw new Error('its file system lacks the shared memory that a write-ahead log needs')
    db.exec('pragma synchronous = normal')
    db.exec('pragma wal_autocheckpoint = 0')
    upgrade(db, path, known)
    return db
  } catch (error) {
    db?.close()
    if (error instanceof CannotOpen) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new CannotOpen(`The database ${path} can't be opened: ${reason}.`, error)
  }
}

function endProcess(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  tell(`ecrd: the disk didn't keep what was written (${reason}); ending at once, so that nothing is promised falsely\n`)
  process.exit(1)
}
