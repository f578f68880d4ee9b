import { UploadGone } from '../../blobs/blob-errors.ts'
import type { UploadSession } from '../../blobs/blobs.ts'
import type { Context } from '../../context.ts'
import { uploadNotFound } from '../../errors.ts'
import type { Scope } from '../../operation.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { requireUpload, requireUploadBytes, type UploadName } from './find-upload.ts'
import type { Upload } from './uploads.table.ts'

/** An upload while one request has it to itself. */
export interface HeldUpload {
  readonly scope: Scope
  readonly name: UploadName
  /** As the request before left it. */
  readonly upload: Upload
  readonly session: UploadSession
}

/** Holds an upload while `work` runs. Who waited for another request, and finds the upload cancelled, is told so. */
export async function holdUpload<T>(
  ctx: Context,
  { scope, name }: Pick<HeldUpload, 'scope' | 'name'>,
  work: (held: HeldUpload) => Promise<T>,
): Promise<T> {
  // Whose upload it isn't doesn't wait for its turn.
  let { upload } = await ctx.database.read(() => requireUpload(scope, name))
  try {
    await using session = await ctx.blobs.resume(name.uploadId, async () => {
      const stored = await ctx.database.read(() => requireUploadBytes(scope, name))
      upload = stored.upload
      return stored
    })
    // Awaited here, because the session is closed when this block is left.
    return await work({ scope, name, upload, session })
  } catch (error) {
    throw error instanceof UploadGone ? uploadNotFound(placeOf(scope, name.repositoryName), name.uploadId) : error
  }
}
