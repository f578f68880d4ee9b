import type { Job } from '../jobs/define-job.ts'
import { abandonUploadsJob } from './layers/abandon-uploads.job.ts'
import { collectLayersJob } from './layers/collect-layers.job.ts'
import { removeBytesJob } from './layers/remove-bytes.job.ts'
import { emptyRepositoryJob } from './repository-lifetime/empty-repository.job.ts'

export const ecrJobs: readonly Job<never>[] = [removeBytesJob, emptyRepositoryJob, abandonUploadsJob, collectLayersJob]
