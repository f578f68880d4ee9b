import { closePage, openPage } from '../ecr/pages.ts'
import { listFailedJobs } from '../jobs/failed-jobs.ts'
import { ecrdOperation, onRegistry } from '../request/operation.ts'
import { pageSizes } from '../request/page-sizes.ts'
import { describeJob } from './describe-job.ts'

const list = 'ListJobs'

export const listJobs = ecrdOperation({
  name: 'ListJobs',
  effect: 'reads',
  access: () => [onRegistry('ecrd:ListJobs')],
  async run(ctx, input) {
    const { maxResults: size = pageSizes.jobs.default } = input
    const after = openPage(ctx, list, input, 0)
    const found = await ctx.database.read(() => listFailedJobs({ after, limit: size + 1 }))
    const { rows, nextToken } = closePage(ctx, list, found, size, ({ id }) => id)
    return { jobs: rows.map(describeJob), nextToken }
  },
})
