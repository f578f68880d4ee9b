import type { Job } from '../jobs/define-job.ts'
import { abandonUploadsJob } from './layers/abandon-uploads.job.ts'
import { collectLayersJob } from './layers/collect-layers.job.ts'
import { removeBytesJob } from './layers/remove-bytes.job.ts'
import { evaluatePoliciesJob } from './lifecycle/evaluate-policies.job.ts'
import { executeRunJob } from './lifecycle/execute-run.job.ts'
import { removeOldRunsJob } from './lifecycle/remove-old-runs.job.ts'
import { emptyRepositoryJob } from './repository-lifetime/empty-repository.job.ts'

export const ecrJobs: readonly Job<never>[] = [
  removeBytesJob,
  emptyRepositoryJob,
  abandonUploadsJob,
  collectLayersJob,
  evaluatePoliciesJob,
  executeRunJob,
  removeOldRunsJob,
]
