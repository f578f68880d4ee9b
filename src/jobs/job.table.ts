import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { type Bound, query, statement, type Work } from '../database/statement.ts'

/** Where one of its kind and key waits, that one is enough; it runs at the earlier of the two times. */
export const insertJob = statement(
  'insertJob',
  (db, p: Bound<{ kind: string; payload: string; runAt: number; dedupeKey: string | null }>) =>
    db
      .insertInto('job')
      .values({
        kind: p.kind,
        payload: p.payload,
        run_at: p.runAt,
        dedupe_key: p.dedupeKey,
        attempts: 0,
        last_error: '',
      })
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'dedupe_key'])
          .where('lease', 'is', null)
          .where('died_at', 'is', null)
          .doUpdateSet({ run_at: p.runAt })
          .where('job.run_at', '>', p.runAt),
      ),
)

interface Now {
  readonly kind: string
  readonly now: number
  readonly systemNow: number
}

/** The jobs that are due, those that are due for longest first. */
function dueJobs(db: Kysely<Schema>, p: Bound<Now>) {
  return db
    .selectFrom('job')
    .where('kind', '=', p.kind)
    .where('run_at', '<=', p.now)
    .where('available_at', '<=', p.systemNow)
    .where('died_at', 'is', null)
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
}

export const selectDueJobId = statement('selectDueJobId', (db, p: Bound<Now>) => dueJobs(db, p).select('id'))

/** Passes over those that other servers are taking at the moment. */
export const lockDueJob = statement('lockDueJob', (db, p: Bound<Now>) =>
  dueJobs(db, p).selectAll().forUpdate().skipLocked(),
)

export const leaseJob = statement('leaseJob', (db, p: Bound<{ id: number; lease: string; leaseExpiresAt: number }>) =>
  db
    .updateTable('job')
    .set((set) => ({ lease: p.lease, available_at: p.leaseExpiresAt, attempts: set('attempts', '+', 1) }))
    .where('id', '=', p.id),
)

export interface Leased {
  readonly id: number
  readonly lease: string | null
}

export const renewLease = statement('renewLease', (db, p: Bound<Leased & { leaseExpiresAt: number }>) =>
  db.updateTable('job').set({ available_at: p.leaseExpiresAt }).where('id', '=', p.id).where('lease', '=', p.lease),
)

export const selectLeasedJob = statement('selectLeasedJob', (db, p: Bound<Leased>) =>
  db.selectFrom('job').select('id').where('id', '=', p.id).where('lease', '=', p.lease),
)

export const deleteLeasedJob = statement('deleteLeasedJob', (db, p: Bound<Leased>) =>
  db.deleteFrom('job').where('id', '=', p.id).where('lease', '=', p.lease),
)

/** Its lease ends: it waits, or is dead. */
export const failJob = statement(
  'failJob',
  (db, p: Bound<{ id: number; lastError: string; failedAt: number; availableAt: number; diedAt: number | null }>) =>
    db
      .updateTable('job')
      .set({
        lease: null,
        last_error: p.lastError,
        failed_at: p.failedAt,
        available_at: p.availableAt,
        died_at: p.diedAt,
      })
      .where('id', '=', p.id),
)

/** The other one that waits with the same key. */
export const deleteWaitingJob = statement(
  'deleteWaitingJob',
  (db, p: Bound<{ id: number; kind: string; dedupeKey: string | null }>) =>
    db
      .deleteFrom('job')
      .where('kind', '=', p.kind)
      .where('dedupe_key', '=', p.dedupeKey)
      .where('id', '<>', p.id)
      .where('lease', 'is', null)
      .where('died_at', 'is', null),
)

/** Those that failed and have not succeeded since, oldest first. */
export const selectFailedJobsAfter = statement(
  'selectFailedJobsAfter',
  (db, p: Bound<{ after: number; limit: number }>) =>
    db
      .selectFrom('job')
      .selectAll()
      .where('failed_at', 'is not', null)
      .where('id', '>', p.after)
      .orderBy('id')
      .limit(p.limit),
)

/** It failed, and no server runs it. */
export const selectFailedJob = statement('selectFailedJob', (db, p: Bound<{ id: number; systemNow: number }>) =>
  db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', p.id)
    .where('failed_at', 'is not', null)
    .where((where) => where.or([where('lease', 'is', null), where('available_at', '<=', p.systemNow)])),
)

/** It waits as if it had never been tried. */
export const resetJob = statement('resetJob', (db, p: Bound<{ id: number; runAt: number }>) =>
  db
    .updateTable('job')
    .set(({ eb, ref }) => ({
      run_at: eb.case().when('run_at', '>', p.runAt).then(p.runAt).else(ref('run_at')).end(),
      lease: null,
      available_at: 0,
      attempts: 0,
      died_at: null,
    }))
    .where('id', '=', p.id),
)

/** Of all jobs that run: reads the whole table. */
export function expireAllJobLeases(): Work<unknown[]> {
  return query((db) => db.updateTable('job').set({ available_at: 0 }).where('lease', 'is not', null))
}

/** Those that are due later are due then. Reads the whole table. */
export function bringForward(runAt: number): Work<unknown[]> {
  return query((db) => db.updateTable('job').set({ run_at: runAt }).where('run_at', '>', runAt))
}

export const deleteJob = statement('deleteJob', (db, p: Bound<{ id: number }>) =>
  db.deleteFrom('job').where('id', '=', p.id),
)
