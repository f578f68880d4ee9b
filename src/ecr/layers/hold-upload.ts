import { setTimeout as pause } from 'node:timers/promises'
import { UploadGone } from '../../blobs/blob-errors.ts'
import type { UploadRow, UploadSession } from '../../blobs/blobs.ts'
import type { Context } from '../../context.ts'
import type { Work } from '../../database/statement.ts'
import { ServiceError, Unavailable } from '../../errors.ts'
import { uploadNotFound, uploadOvertaken } from './errors.ts'
import type { Scope } from '../../operation.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { requireUpload, requireUploadBytes, type StoredBytes, type UploadName } from './find-upload.ts'
import { moveUpload } from './move-upload.ts'
import { createUploadHold, type UploadHold } from './upload-hold.ts'
import type { Upload } from './uploads.table.ts'

/** How often the row of an upload that another server holds is looked at. */
const lookIntervalMs = 250

interface UploadOfRequest {
  readonly scope: Scope
  readonly name: UploadName
}

/** An upload while one request has it to itself. */
export interface HeldUpload extends UploadOfRequest {
  /** As the request before left it. */
  readonly upload: Upload
  readonly hold: UploadHold
  readonly session: UploadSession
}

/** Holds an upload while `work` runs. Who waited for another request, and finds the upload cancelled, is told so. */
export async function holdUpload<T>(
  ctx: Context,
  of: UploadOfRequest,
  work: (held: HeldUpload) => Promise<T>,
): Promise<T> {
  const { scope, name } = of
  // Whose upload it isn't doesn't wait for its turn.
  const { upload } = await ctx.database.read(() => requireUpload(scope, name))
  const row = rowOfRequest(ctx, of, upload)
  try {
    await using session = await ctx.blobs.resume(name.uploadId, row)
    // Awaited here, because the session is closed when this block is left.
    return await work({ scope, name, upload: row.upload, hold: row.hold, session })
  } catch (error) {
    if (error instanceof UploadGone) throw uploadNotFound(placeOf(scope, name.repositoryName), name.uploadId)
    // Who was overtaken may find his bytes gone before he hears of it.
    if (!isAnswer(error)) await ctx.database.read(() => refuseIfOvertaken(of, row.turn))
    throw error
  }
}

const isAnswer = (error: unknown): boolean => error instanceof ServiceError || error instanceof Unavailable

function* refuseIfOvertaken(of: UploadOfRequest, turn: number): Work<void> {
  const { upload } = yield* requireUpload(of.scope, of.name)
  if (upload.turn !== turn) yield* refuseOvertaken(of)
}

/** Somebody else has changed the row since it was read; or there is none any more. */
export function* refuseOvertaken({ scope, name }: UploadOfRequest): Work<never> {
  const { upload } = yield* requireUpload(scope, name)
  throw uploadOvertaken(placeOf(scope, name.repositoryName), upload.uuid, upload.size)
}

interface RowOfRequest extends UploadRow {
  /** As it was loaded. */
  readonly upload: Upload
  readonly hold: UploadHold
}

function rowOfRequest(ctx: Context, of: UploadOfRequest, found: Upload): RowOfRequest {
  let upload = found
  let hold = createUploadHold(ctx, found)
  return {
    get upload() {
      return upload
    },
    get hold() {
      return hold
    },
    get turn() {
      return hold.turn
    },
    async load() {
      const stored = await loadFree(ctx, of)
      upload = stored.upload
      hold = createUploadHold(ctx, upload)
      return stored
    },
    async claim() {
      if (!(await hold.claim())) await ctx.database.read(() => refuseOvertaken(of))
    },
    release: () => hold.release(),
  }
}

/** Waits for whoever holds the upload on another server, as `turns.ts` does for those on this one; but not for the dead. */
async function loadFree(ctx: Context, { scope, name }: UploadOfRequest): Promise<StoredBytes> {
  for (;;) {
    const stored = await ctx.database.read(() => requireUploadBytes(scope, name))
    const { held_until: heldUntil } = stored.upload
    if (heldUntil === 0) return stored
    if (heldUntil > ctx.clock.now()) await pause(lookIntervalMs)
    else await moveUpload(ctx, stored)
  }
}
