import { z } from 'zod'
import { defineJob, tryForEver } from '../../jobs/define-job.ts'
import { executeRun } from './execute-run.ts'

/** A run that isn't ended keeps others from beginning, so it is tried for ever. */
export const executeRunJob = defineJob({
  kind: 'execute-lifecycle-run',
  payload: z.object({ runId: z.number() }),
  concurrency: 2,
  maxAttempts: tryForEver,
  run: (ctx, { runId }) => executeRun(ctx, runId),
})
