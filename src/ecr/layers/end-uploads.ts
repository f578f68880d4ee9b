import type { Context } from '../../request/context.ts'
import { all } from '../../database/statement.ts'
import { abandonUpload } from './abandon-upload.ts'
import { selectUploadsUntouchedSince } from './uploads.table.ts'

/** Few enough that pushes never wait long behind one transaction. */
const batchSize = 200

/** Gives up all uploads that nobody has touched since `before`, oldest first, in small transactions. */
export async function endUploads(ctx: Context, before: number): Promise<void> {
  while ((await endSome(ctx, before)) === batchSize);
}

async function endSome(ctx: Context, before: number): Promise<number> {
  const given = await ctx.database.change(function* () {
    const uploads = yield* all(selectUploadsUntouchedSince, { before, limit: batchSize })
    for (const upload of uploads) yield* abandonUpload(ctx, upload)
    return uploads
  })
  for (const { uuid } of given) await ctx.blobs.forget(uuid)
  return given.length
}
