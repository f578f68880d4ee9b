import { type Bound, statement } from '../../database/statement.ts'
import type { Row } from '../../database/schema.ts'

export type Action = Row<'lifecycle_action'>

interface OfRun {
  runId: number
}

type NewAction = OfRun &
  Pick<Action, 'position' | 'digest' | 'tags' | 'type' | 'reason'> & {
    isTagged: number
    pushedAt: number
    storageClass: Action['storage_class']
    rulePriority: number
    failureCode: string | null
    failureReason: string | null
  }

export const insertAction = statement('insertAction', (db, p: Bound<NewAction>) =>
  db.insertInto('lifecycle_action').values({
    run_id: p.runId,
    position: p.position,
    digest: p.digest,
    tags: p.tags,
    is_tagged: p.isTagged,
    pushed_at: p.pushedAt,
    storage_class: p.storageClass,
    type: p.type,
    rule_priority: p.rulePriority,
    reason: p.reason,
    failure_code: p.failureCode,
    failure_reason: p.failureReason,
  }),
)

interface Page extends OfRun {
  after: number
  limit: number
}

export const selectActionsAfter = statement('selectActionsAfter', (db, p: Bound<Page>) =>
  db
    .selectFrom('lifecycle_action')
    .selectAll()
    .where('run_id', '=', p.runId)
    .where('position', '>', p.after)
    .orderBy('position')
    .limit(p.limit),
)

/** The actions on images with tags, or on those without. */
export const selectActionsByTaggedAfter = statement(
  'selectActionsByTaggedAfter',
  (db, p: Bound<Page & { isTagged: number }>) =>
    db
      .selectFrom('lifecycle_action')
      .selectAll()
      .where('run_id', '=', p.runId)
      .where('is_tagged', '=', p.isTagged)
      .where('position', '>', p.after)
      .orderBy('position')
      .limit(p.limit),
)

export const selectActionOn = statement('selectActionOn', (db, p: Bound<OfRun & { digest: string }>) =>
  db
    .selectFrom('lifecycle_action')
    .selectAll()
    .where('run_id', '=', p.runId)
    .where('digest', '=', p.digest)
    .orderBy('position')
    .limit(1),
)

export const deleteActions = statement('deleteActions', (db, p: Bound<OfRun & { upTo: number }>) =>
  db.deleteFrom('lifecycle_action').where('run_id', '=', p.runId).where('position', '<=', p.upTo),
)
