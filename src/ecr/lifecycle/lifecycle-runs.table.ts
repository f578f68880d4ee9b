import { sql } from 'kysely'
import { type Bound, statement } from '../../database/statement.ts'
import type { Row } from '../../database/schema.ts'

export type Run = Row<'lifecycle_run'>
export type RunPurpose = Run['purpose']

interface OfRepository {
  repositoryId: number
}

type NewRun = OfRepository &
  Pick<Run, 'uuid' | 'purpose' | 'document'> & {
    repositoryName: string
    policyId: string
    policyVersion: number
    evaluatedAt: number
    createdAt: number
  }

export const insertRun = statement('insertRun', (db, p: Bound<NewRun>) =>
  db
    .insertInto('lifecycle_run')
    .values({
      uuid: p.uuid,
      repository_id: p.repositoryId,
      repository_name: p.repositoryName,
      purpose: p.purpose,
      state: 'waiting',
      revision: 0,
      policy_id: p.policyId,
      policy_version: p.policyVersion,
      document: p.document,
      evaluated_at: p.evaluatedAt,
      created_at: p.createdAt,
      ended_at: null,
      image_count: 0,
      action_count: 0,
      done_count: 0,
      expired_count: 0,
      transitioned_count: 0,
      failed_count: 0,
    })
    .returning('id'),
)

/** Of the repository only: whoever knows an id may not see the run by it. */
export const selectRun = statement('selectRun', (db, p: Bound<OfRepository & { uuid: string }>) =>
  db.selectFrom('lifecycle_run').selectAll().where('uuid', '=', p.uuid).where('repository_id', '=', p.repositoryId),
)

export const selectRunId = statement('selectRunId', (db, p: Bound<{ uuid: string }>) =>
  db.selectFrom('lifecycle_run').select('id').where('uuid', '=', p.uuid),
)

export const selectNewestRun = statement('selectNewestRun', (db, p: Bound<OfRepository & { purpose: RunPurpose }>) =>
  db
    .selectFrom('lifecycle_run')
    .selectAll()
    .where('repository_id', '=', p.repositoryId)
    .where('purpose', '=', p.purpose)
    .orderBy('id', 'desc')
    .limit(1),
)

/** The newest first. */
export const selectRunsBefore = statement(
  'selectRunsBefore',
  (db, p: Bound<OfRepository & { before: number; limit: number }>) =>
    db
      .selectFrom('lifecycle_run')
      .selectAll()
      .where('repository_id', '=', p.repositoryId)
      .where('purpose', '=', 'run')
      .where('id', '<', p.before)
      .orderBy('id', 'desc')
      .limit(p.limit),
)

/** Has a run for whoever does this last; an earlier one finds another revision. */
export const claimRun = statement('claimRun', (db, p: Bound<{ id: number }>) =>
  db
    .updateTable('lifecycle_run')
    .set((set) => ({ state: 'running', revision: set('revision', '+', 1) }))
    .where('id', '=', p.id)
    .where('ended_at', 'is', null)
    .returningAll(),
)

/** How far a run is. */
export interface Progress {
  imageCount: number
  actionCount: number
  doneCount: number
  expiredCount: number
  transitionedCount: number
  failedCount: number
}

/** Changes nothing for one who was overtaken. */
export const updateProgress = statement('updateProgress', (db, p: Bound<Progress & Pick<Run, 'id' | 'revision'>>) =>
  db
    .updateTable('lifecycle_run')
    .set({
      image_count: p.imageCount,
      action_count: p.actionCount,
      done_count: p.doneCount,
      expired_count: p.expiredCount,
      transitioned_count: p.transitionedCount,
      failed_count: p.failedCount,
    })
    .where('id', '=', p.id)
    .where('revision', '=', p.revision)
    .where('ended_at', 'is', null),
)

export const endRun = statement(
  'endRun',
  (db, p: Bound<Pick<Run, 'id' | 'revision'> & { state: 'complete' | 'stopped'; endedAt: number }>) =>
    db
      .updateTable('lifecycle_run')
      .set({ state: p.state, ended_at: p.endedAt })
      .where('id', '=', p.id)
      .where('revision', '=', p.revision)
      .where('ended_at', 'is', null),
)

/** Oldest first. One that goes on is kept, however old it is. */
export const selectRunsOfBefore = statement(
  'selectRunsOfBefore',
  (db, p: Bound<{ purpose: RunPurpose; before: number; limit: number }>) =>
    db
      .selectFrom('lifecycle_run')
      .select('id')
      .where('purpose', '=', p.purpose)
      .where('created_at', '<', p.before)
      .where('ended_at', 'is not', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(p.limit),
)

/** Those of every purpose that did nothing and told of nothing. */
export const selectIdleRunsBefore = statement(
  'selectIdleRunsBefore',
  (db, p: Bound<{ before: number; limit: number }>) =>
    db
      .selectFrom('lifecycle_run')
      .select('id')
      .where('done_count', '=', sql.lit(0))
      .where('created_at', '<', p.before)
      .where('ended_at', 'is not', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(p.limit),
)

export const selectAnyRuns = statement('selectAnyRuns', (db, p: Bound<{ limit: number }>) =>
  db.selectFrom('lifecycle_run').select('id').where('id', '>', sql.lit(0)).orderBy('id').limit(p.limit),
)

export const deleteRun = statement('deleteRun', (db, p: Bound<{ id: number }>) =>
  db.deleteFrom('lifecycle_run').where('id', '=', p.id),
)
