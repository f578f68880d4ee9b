import type { Context } from '../../request/context.ts'
import { first, type Work } from '../../database/statement.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { removalDelayMs } from './layer-rules.ts'
import { deleteBlobIfUnused } from './layers.table.ts'
import { removeBytesJob } from './remove-bytes.job.ts'

/** Deletes a blob's row if no repository shows it any more; its bytes follow a day later. */
export function* releaseBlob(ctx: Context, blobId: number): Work<void> {
  const deleted = yield* first(deleteBlobIfUnused, { blobId })
  if (deleted !== undefined) yield* removeBytesLater(ctx, deleted)
}

export function* removeBytesLater(
  ctx: Context,
  bytes: { readonly store: string; readonly storage_key: string },
): Work<void> {
  if (bytes.store === 'inline') return
  yield* enqueue(removeBytesJob, { storageKey: bytes.storage_key }, { runAt: ctx.clock.now() + removalDelayMs })
}
