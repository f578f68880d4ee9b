import { z } from 'zod'
import type { Context } from '../../request/context.ts'
import { defineJob, tryForEver } from '../../jobs/define-job.ts'
import { all, run, together, type Work } from '../../database/statement.ts'
import {
  deleteImageBlob,
  deleteImageChild,
  deleteImageRow,
  selectChildrenAfter,
  selectImageBlobsOfRepository,
  selectNewestImages,
} from '../images/images.table.ts'
import { deleteTag, selectTagsByNameAfter } from '../images/tags.table.ts'
import { abandonUpload } from '../layers/abandon-upload.ts'
import { deleteUnreferencedBlob, selectBlobsOfRepository } from '../layers/layers.table.ts'
import { releaseBlob } from '../layers/release-blob.ts'
import { selectUploadsOfRepository } from '../layers/uploads.table.ts'
import { deleteRepositoryRow } from '../repositories/repositories.table.ts'

/** Nothing else would ever find what is in it, so it is tried for ever. */
export const emptyRepositoryJob = defineJob({
  kind: 'empty-repository',
  payload: z.object({ repositoryId: z.number() }),
  concurrency: 1,
  maxAttempts: tryForEver,
  run: (ctx, { repositoryId }) => emptyRepository(ctx, repositoryId),
})

/** The most rows of a table that one transaction removes: requests never wait long behind it. */
const batchSize = 500

interface Removal {
  readonly ctx: Context
  readonly repositoryId: number
}

/**
 * Removes all that is in a repository which nobody finds any more, and at last its row. Each table is emptied before those
 * that it refers to. Safe to stop anywhere and to run twice: what is gone isn't found again.
 */
export async function emptyRepository(ctx: Context, repositoryId: number): Promise<void> {
  const removal = { ctx, repositoryId }
  // First, so that no request goes on writing for long what is removed anyway.
  while ((await removeUploads(removal)) === batchSize);
  for (const removeSome of [removeTags, removeChildren, removeImageBlobs, removeImages, removeLayers]) {
    while ((await ctx.database.change(() => removeSome(removal))) === batchSize);
  }
  await ctx.database.change(() => run(deleteRepositoryRow, { id: repositoryId }))
}

function* removeTags({ repositoryId }: Removal): Work<number> {
  const tags = yield* all(selectTagsByNameAfter, { repositoryId, after: '', limit: batchSize })
  yield* together(tags.map(({ name }) => run(deleteTag, { repositoryId, name })))
  return tags.length
}

const fromStart = { afterImage: 0, afterChild: 0 }

function* removeChildren({ repositoryId }: Removal): Work<number> {
  const children = yield* all(selectChildrenAfter, { repositoryId, ...fromStart, limit: batchSize })
  yield* together(
    children.map(({ image_id: imageId, child_id: childId }) => run(deleteImageChild, { imageId, childId })),
  )
  return children.length
}

function* removeImageBlobs({ repositoryId }: Removal): Work<number> {
  const blobs = yield* all(selectImageBlobsOfRepository, { repositoryId, limit: batchSize })
  yield* together(blobs.map(({ image_id: imageId, blob_id: blobId }) => run(deleteImageBlob, { imageId, blobId })))
  return blobs.length
}

function* removeImages({ repositoryId }: Removal): Work<number> {
  const images = yield* all(selectNewestImages, { repositoryId, limit: batchSize })
  yield* together(images.map(({ id: imageId }) => run(deleteImageRow, { imageId })))
  return images.length
}

function* removeLayers(removal: Removal): Work<number> {
  const layers = yield* all(selectBlobsOfRepository, { repositoryId: removal.repositoryId, limit: batchSize })
  yield* together(layers.map(({ blob_id: blobId }) => removeLayer(removal, blobId)))
  return layers.length
}

function* removeLayer({ ctx, repositoryId }: Removal, blobId: number): Work<void> {
  yield* run(deleteUnreferencedBlob, { repositoryId, blobId })
  yield* releaseBlob(ctx, blobId)
}

/** What this server still has open of them is forgotten after the commit. */
async function removeUploads({ ctx, repositoryId }: Removal): Promise<number> {
  const removed = await ctx.database.change(function* () {
    const uploads = yield* all(selectUploadsOfRepository, { repositoryId, limit: batchSize })
    yield* together(uploads.map((upload) => abandonUpload(ctx, upload)))
    return uploads
  })
  for (const { uuid } of removed) await ctx.blobs.forget(uuid)
  return removed.length
}
