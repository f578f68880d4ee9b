import type { Context } from '../../request/context.ts'
import { all, first, run, type Work } from '../../database/statement.ts'
import { removeImage } from '../images/delete-image.ts'
import { selectNewestImages } from '../images/images.table.ts'
import { deleteUnreferencedBlob, selectBlobsOfRepository } from '../layers/layers.table.ts'
import { releaseBlob } from '../layers/release-blob.ts'
import { removeWhole } from './remove-repository.ts'
import { selectRepositoryBefore } from '../repositories/repositories.table.ts'

/** Few enough that requests never wait long behind one transaction. */
const batchSize = 200

/**
 * Removes every repository that is there when it begins, of all registries, while requests run. What is in one goes in small
 * transactions, images before what they name, so that no manifest points at nothing meanwhile; the last transaction
 * takes along what came in between. So it ends, however much is pushed.
 */
export async function clearRepositories(ctx: Context): Promise<void> {
  let next = await findBefore(ctx, Number.MAX_SAFE_INTEGER)
  while (next !== undefined) {
    await clearRepository(ctx, next)
    next = await findBefore(ctx, next)
  }
}

async function findBefore({ database }: Context, id: number): Promise<number | undefined> {
  return (await database.read(() => first(selectRepositoryBefore, { id })))?.id
}

async function clearRepository(ctx: Context, repositoryId: number): Promise<void> {
  while ((await ctx.database.change(() => removeImages(ctx, repositoryId))) === batchSize);
  while ((await ctx.database.change(() => removeLayers(ctx, repositoryId))) === batchSize);
  const uploads = await ctx.database.change(() => removeWhole(ctx, repositoryId))
  for (const uuid of uploads) await ctx.blobs.forget(uuid)
}

/** The newest first: an index is newer than what it names. */
function* removeImages(ctx: Context, repositoryId: number): Work<number> {
  const images = yield* all(selectNewestImages, { repositoryId, limit: batchSize })
  for (const image of images) yield* removeImage(ctx, image)
  return images.length
}

/** Until an image is pushed that names one of them: the foreign key would hold it. */
function* removeLayers(ctx: Context, repositoryId: number): Work<number> {
  if ((yield* all(selectNewestImages, { repositoryId, limit: 1 })).length > 0) return 0
  const layers = yield* all(selectBlobsOfRepository, { repositoryId, limit: batchSize })
  for (const { blob_id: blobId } of layers) {
    yield* run(deleteUnreferencedBlob, { repositoryId, blobId })
    yield* releaseBlob(ctx, blobId)
  }
  return layers.length
}
