import type { LifecyclePolicyPreviewStatus } from '../../generated/ecr.ts'
import { previewLifetimeMs } from './evaluation-rules.ts'
import type { Run } from './lifecycle-runs.table.ts'

/** ECR says IN_PROGRESS from the first moment, and doesn't say how long results are kept. */
export function previewStatus(
  { ended_at: endedAt }: Pick<Run, 'ended_at'>,
  nowMs: number,
): LifecyclePolicyPreviewStatus {
  if (endedAt === null) return 'IN_PROGRESS'
  return nowMs < endedAt + previewLifetimeMs ? 'COMPLETE' : 'EXPIRED'
}
