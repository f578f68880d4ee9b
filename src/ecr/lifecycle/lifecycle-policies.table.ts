import { type Bound, statement } from '../../database/statement.ts'

interface OfRepository {
  repositoryId: number
}

export const selectLifecyclePolicy = statement('selectLifecyclePolicy', (db, p: Bound<OfRepository>) =>
  db.selectFrom('lifecycle_policy').selectAll().where('repository_id', '=', p.repositoryId),
)

/** Whatever was evaluated was another version. */
export const upsertLifecyclePolicy = statement(
  'upsertLifecyclePolicy',
  (db, p: Bound<OfRepository & { policyId: string; document: string; nextEvaluationAt: number }>) =>
    db
      .insertInto('lifecycle_policy')
      .values({
        repository_id: p.repositoryId,
        policy_id: p.policyId,
        version: 1,
        document: p.document,
        last_evaluated_at: null,
        next_evaluation_at: p.nextEvaluationAt,
      })
      .onConflict((conflict) =>
        conflict.column('repository_id').doUpdateSet((row) => ({
          version: row('lifecycle_policy.version', '+', 1),
          document: row.ref('excluded.document'),
          last_evaluated_at: null,
          next_evaluation_at: row.ref('excluded.next_evaluation_at'),
        })),
      ),
)

export const deleteLifecyclePolicyRow = statement('deleteLifecyclePolicyRow', (db, p: Bound<OfRepository>) =>
  db.deleteFrom('lifecycle_policy').where('repository_id', '=', p.repositoryId),
)

/** Those that are to be evaluated, with the names of their repositories; those that are due for longest first. */
export const selectDuePolicies = statement('selectDuePolicies', (db, p: Bound<{ now: number; limit: number }>) =>
  db
    .selectFrom('lifecycle_policy')
    .innerJoin('repository', 'repository.id', 'lifecycle_policy.repository_id')
    .selectAll('lifecycle_policy')
    .select('repository.name')
    .where('next_evaluation_at', '<=', p.now)
    .orderBy('next_evaluation_at')
    .orderBy('repository_id')
    .limit(p.limit),
)

export const updateNextEvaluation = statement(
  'updateNextEvaluation',
  (db, p: Bound<OfRepository & { nextEvaluationAt: number }>) =>
    db
      .updateTable('lifecycle_policy')
      .set({ next_evaluation_at: p.nextEvaluationAt })
      .where('repository_id', '=', p.repositoryId),
)

/** Says nothing of a version that was put meanwhile. */
export const updateLastEvaluation = statement(
  'updateLastEvaluation',
  (db, p: Bound<OfRepository & { policyId: string; version: number; lastEvaluatedAt: number }>) =>
    db
      .updateTable('lifecycle_policy')
      .set({ last_evaluated_at: p.lastEvaluatedAt })
      .where('repository_id', '=', p.repositoryId)
      .where('policy_id', '=', p.policyId)
      .where('version', '=', p.version),
)
