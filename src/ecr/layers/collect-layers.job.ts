import type { Context } from '../../request/context.ts'
import { all, run } from '../../database/statement.ts'
import { defineScheduledJob } from '../../jobs/define-job.ts'
import { unreferencedLifetimeMs } from './layer-rules.ts'
import { deleteRepositoryBlob, selectUnreferenced } from './layers.table.ts'
import { releaseBlob } from './release-blob.ts'

export const collectLayersJob = defineScheduledJob({
  kind: 'collect-layers',
  everyMs: 10 * 60 * 1000,
  run: collectLayers,
})

/** Few enough that pushes never wait long behind one transaction of the collector. */
const batchSize = 200

/**
 * Lets go of layers that no image names, oldest first, in small transactions beside everything else: its work is proportional
 * to the garbage. Safe to stop anywhere and to run twice. What a manifest names can't go: the row has a foreign key on it.
 */
export async function collectLayers(ctx: Context): Promise<void> {
  while ((await collectSome(ctx)) === batchSize);
}

function collectSome(ctx: Context): Promise<number> {
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
