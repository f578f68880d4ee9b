import type { Context } from '../../request/context.ts'
import { all } from '../../database/statement.ts'
import { defineScheduledJob } from '../../jobs/define-job.ts'
import { abandonUpload } from './abandon-upload.ts'
import { uploadLifetimeMs } from './layer-rules.ts'
import { selectUploadsUntouchedSince } from './uploads.table.ts'

export const abandonUploadsJob = defineScheduledJob({
  kind: 'abandon-uploads',
  everyMs: 10 * 60 * 1000,
  run: abandonUploads,
})

/** Few enough that pushes never wait long behind one transaction. */
const batchSize = 200

/** Gives up uploads that were left alone, oldest first. Safe to stop anywhere and to run twice. */
export async function abandonUploads(ctx: Context): Promise<void> {
  const before = ctx.clock.now() - uploadLifetimeMs
  while ((await abandonSome(ctx, before)) === batchSize);
}

async function abandonSome(ctx: Context, before: number): Promise<number> {
  const abandoned = await ctx.database.change(function* () {
    const uploads = yield* all(selectUploadsUntouchedSince, { before, limit: batchSize })
    for (const upload of uploads) yield* abandonUpload(ctx, upload)
    return uploads
  })
  for (const { uuid } of abandoned) await ctx.blobs.forget(uuid)
  return abandoned.length
}
