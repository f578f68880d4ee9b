import type { Context } from '../../request/context.ts'
import { all, run } from '../../database/statement.ts'
import { endUploads } from './end-uploads.ts'
import { unreferencedLifetimeMs, uploadLifetimeMs } from './layer-rules.ts'
import { deleteRepositoryBlob, selectUnreferenced } from './layers.table.ts'
import { releaseBlob } from './release-blob.ts'

/** Few enough that pushes never wait long behind one transaction of the collector. */
const batchSize = 200

/**
 * Gives up uploads that were left alone and lets go of layers that no image names, oldest first, in small transactions
 * beside everything else: its work is proportional to the garbage. Safe to stop anywhere and to run twice. What a
 * manifest names can't go: the row has a foreign key on it.
 */
export async function collect(ctx: Context): Promise<void> {
  await endUploads(ctx, ctx.clock.now() - uploadLifetimeMs)
  while ((await collectLayers(ctx)) === batchSize);
}

function collectLayers(ctx: Context): Promise<number> {
  const before = ctx.clock.now() - unreferencedLifetimeMs
  return ctx.database.change(function* () {
    const rows = yield* all(selectUnreferenced, { before, limit: batchSize })
    for (const { repository_id: repositoryId, blob_id: blobId } of rows) {
      yield* run(deleteRepositoryBlob, { repositoryId, blobId, before })
      yield* releaseBlob(ctx, blobId)
    }
    return rows.length
  })
}
