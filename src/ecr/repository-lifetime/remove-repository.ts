import type { Context } from '../../request/context.ts'
import { all, first, run, type Work } from '../../database/statement.ts'
import { repositoryNotEmpty } from '../errors.ts'
import { removeImagesOfRepository } from './remove-images-of-repository.ts'
import { selectAnyImage } from '../images/images.table.ts'
import { abandonUpload } from '../layers/abandon-upload.ts'
import { deleteBlobsOfRepository } from '../layers/layers.table.ts'
import { releaseBlob } from '../layers/release-blob.ts'
import { selectUploadsOfRepository } from '../layers/uploads.table.ts'
import { type RepositoryPlace, requireRepository } from '../repositories/find-repository.ts'
import { deleteRepositoryRow, type Repository } from '../repositories/repositories.table.ts'

/**
 * Deletes a repository and all that is in it, at once: its name is free the moment the answer is given, and what is
 * created under it meets nothing of its predecessor. The bytes are removed a day later.
 */
export async function removeRepository(ctx: Context, place: RepositoryPlace, force: boolean): Promise<Repository> {
  const { repository, uploads } = await ctx.database.change(function* () {
    const repository = yield* requireRepository(place)
    const repositoryId = repository.id
    if (!force && (yield* first(selectAnyImage, { repositoryId })) !== undefined) {
      throw repositoryNotEmpty(place)
    }
    return { repository, uploads: yield* removeWhole(ctx, repositoryId) }
  })
  for (const uuid of uploads) await ctx.blobs.forget(uuid)
  return repository
}

/** Removes a repository with whatever is in it. The uploads that end by this are to be forgotten after the commit. */
export function* removeWhole(ctx: Context, repositoryId: number): Work<string[]> {
  yield* removeImagesOfRepository(repositoryId)
  const uploads = yield* removeUploads(ctx, repositoryId)
  const released = yield* all(deleteBlobsOfRepository, { repositoryId })
  for (const { blob_id: blobId } of released) yield* releaseBlob(ctx, blobId)
  yield* run(deleteRepositoryRow, { id: repositoryId })
  return uploads
}

function* removeUploads(ctx: Context, repositoryId: number): Work<string[]> {
  const uploads = yield* all(selectUploadsOfRepository, { repositoryId })
  for (const upload of uploads) yield* abandonUpload(ctx, upload)
  return uploads.map(({ uuid }) => uuid)
}
