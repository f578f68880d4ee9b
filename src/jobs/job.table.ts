import { type Bound, statement } from '../database/statement.ts'

export const insertJob = statement('insertJob', (db, p: Bound<{ kind: string; payload: string; runAt: number }>) =>
  db.insertInto('job').values({ kind: p.kind, payload: p.payload, run_at: p.runAt, attempts: 0, last_error: '' }),
)

/** The job that has been due for longest. */
export const selectDueJob = statement('selectDueJob', (db, p: Bound<{ now: number }>) =>
  db.selectFrom('job').selectAll().where('run_at', '<=', p.now).orderBy('run_at').orderBy('id').limit(1),
)

export const deleteJob = statement('deleteJob', (db, p: Bound<{ id: number }>) =>
  db.deleteFrom('job').where('id', '=', p.id),
)

export const postponeJob = statement(
  'postponeJob',
  (db, p: Bound<{ id: number; attempts: number; lastError: string; runAt: number }>) =>
    db
      .updateTable('job')
      .set({ attempts: p.attempts, last_error: p.lastError, run_at: p.runAt })
      .where('id', '=', p.id),
)
