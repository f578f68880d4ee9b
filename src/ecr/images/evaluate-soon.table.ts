import { type Bound, statement } from '../../database/statement.ts'

/** Has the repository's lifecycle policy, if it has one, evaluated at this time at the latest. Most often that is so already. */
export const bringEvaluationForward = statement(
  'bringEvaluationForward',
  (db, p: Bound<{ repositoryId: number; at: number }>) =>
    db
      .updateTable('lifecycle_policy')
      .set({ next_evaluation_at: p.at })
      .where('repository_id', '=', p.repositoryId)
      .where('next_evaluation_at', '>', p.at),
)
