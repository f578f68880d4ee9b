import { UploadGone } from '../../blobs/blob-errors.ts'
import type { UploadSession } from '../../blobs/blobs.ts'
import type { Context } from '../../context.ts'
import { run, type Work } from '../../database/statement.ts'
import { layerTooLarge, ServiceError, tooManyLayerParts, uploadNotFound } from '../../errors.ts'
import type { Scope } from '../../operation.ts'
import { type FoundUpload, requireUpload, type UploadName } from './find-upload.ts'
import { countPart, maxLayerSizeBytes, maxPartsPerLayer } from './layer-rules.ts'
import { advanceUpload, deleteTail, type Upload, upsertTail } from './uploads.table.ts'

export type Bytes = AsyncIterable<Uint8Array>

/**
 * Adds a part to an upload and says how long the upload is now. `check` sees the upload when it is this request's turn.
 *
 * A part that breaks off (the client went away) is acknowledged as far as it came: the upload can go on from there.
 */
export async function appendPart(
  ctx: Context,
  scope: Scope,
  name: UploadName,
  bytes: Bytes,
  check: (upload: Upload) => void,
): Promise<number> {
  return withUpload(ctx, scope, name, async (found, session) => {
    check(found.upload)
    return writePart(ctx, scope, name, found.upload, session, bytes)
  })
}

/**
 * Holds an upload while `work` runs. Who waited for another request sees the upload as that one left it; one that was
 * cancelled meanwhile is not found.
 */
export async function withUpload<T>(
  ctx: Context,
  scope: Scope,
  name: UploadName,
  work: (found: FoundUpload, session: UploadSession) => Promise<T>,
): Promise<T> {
  try {
    return await holdUpload(ctx, scope, name, work)
  } catch (error) {
    throw error instanceof UploadGone ? uploadNotFound({ ...name, registryId: scope.registryId }, name.uploadId) : error
  }
}

async function holdUpload<T>(
  ctx: Context,
  scope: Scope,
  name: UploadName,
  work: (found: FoundUpload, session: UploadSession) => Promise<T>,
): Promise<T> {
  let found = await ctx.database.read(() => requireUpload(scope, name))
  await using session = await ctx.blobs.resume(name.uploadId, async () => {
    found = await ctx.database.read(() => requireUpload(scope, name))
    return found
  })
  // Awaited here, because the session is closed when this function is left.
  return await work(found, session)
}

/** Writes and acknowledges; the upload's size afterwards. */
async function writePart(
  ctx: Context,
  scope: Scope,
  name: UploadName,
  upload: Upload,
  session: UploadSession,
  bytes: Bytes,
): Promise<number> {
  await writeBytes(ctx, scope, name, upload, session, bytes)
  return acknowledge(ctx, scope, name, upload, session)
}

/** Writes what comes. Where that breaks off, what did come is acknowledged; of a part that is refused nothing counts. */
export async function writeBytes(
  ctx: Context,
  scope: Scope,
  name: UploadName,
  upload: Upload,
  session: UploadSession,
  bytes: Bytes,
): Promise<void> {
  try {
    let size = upload.size
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > maxLayerSizeBytes) throw layerTooLarge(maxLayerSizeBytes)
      await session.write(chunk)
    }
  } catch (cause) {
    if (!(cause instanceof ServiceError)) await acknowledge(ctx, scope, name, upload, session)
    throw cause
  }
}

/** Makes what was written durable and part of the upload. */
async function acknowledge(
  ctx: Context,
  scope: Scope,
  name: UploadName,
  upload: Upload,
  session: UploadSession,
): Promise<number> {
  const { size, sealedTail } = await session.flush()
  const count = countPart(upload, size - upload.size)
  if (count.part_count > maxPartsPerLayer && scope.door === 'api') throw tooManyLayerParts(maxPartsPerLayer)
  await ctx.database.change(() => advance(ctx, scope, name, upload, { size, sealedTail, ...count }))
  return size
}

interface Progress {
  readonly size: number
  readonly sealedTail: Uint8Array | undefined
  readonly part_count: number
  readonly last_part_size: number
  readonly has_short_part: number
}

function* advance(ctx: Context, scope: Scope, name: UploadName, upload: Upload, to: Progress): Work<void> {
  const advanced = yield* run(advanceUpload, {
    id: upload.id,
    from: upload.size,
    size: to.size,
    partCount: to.part_count,
    lastPartSize: to.last_part_size,
    hasShortPart: to.has_short_part,
    touchedAt: ctx.clock.now(),
  })
  // It was cancelled, or its repository deleted, while the bytes were on their way.
  if (advanced === 0) throw uploadNotFound({ ...name, registryId: scope.registryId }, name.uploadId)
  if (to.sealedTail === undefined) yield* run(deleteTail, { uploadId: upload.id })
  else yield* run(upsertTail, { uploadId: upload.id, sealedBytes: to.sealedTail })
}
