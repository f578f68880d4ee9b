import type { Context } from '../../request/context.ts'
import { defineScheduledJob } from '../../jobs/define-job.ts'
import { endUploads } from './end-uploads.ts'
import { uploadLifetimeMs } from './layer-rules.ts'

export const abandonUploadsJob = defineScheduledJob({
  kind: 'abandon-uploads',
  everyMs: 10 * 60 * 1000,
  run: abandonUploads,
})

/** Gives up uploads that were left alone. Safe to stop anywhere and to run twice. */
export function abandonUploads(ctx: Context): Promise<void> {
  return endUploads(ctx, ctx.clock.now() - uploadLifetimeMs)
}
