import { setTimeout as pause } from 'node:timers/promises'
import { UploadGone } from '../../blobs/blob-errors.ts'
import type { UploadRow, UploadSession } from '../../blobs/blobs.ts'
import type { Context } from '../../request/context.ts'
import type { Work } from '../../database/statement.ts'
import { ServiceError, Unavailable } from '../../errors.ts'
import { uploadNotFound, uploadOvertaken } from './errors.ts'
import type { Scope } from '../../request/operation.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { requireUpload, requireUploadBytes, type StoredBytes, type UploadName } from './find-upload.ts'
import { moveUpload } from './move-upload.ts'
import { createUploadLease, type UploadLease } from './upload-lease.ts'
import type { Upload } from './uploads.table.ts'

/** How often the row of an upload that another server holds is looked at. */
const lookIntervalMs = 250

interface UploadOfRequest {
  readonly scope: Scope
  readonly name: UploadName
}

/** An upload while one request has it to itself. */
export interface LeasedUpload extends UploadOfRequest {
  /** As the request before left it. */
  readonly upload: Upload
  readonly lease: UploadLease
  readonly session: UploadSession
}

/** Holds an upload while `work` runs. Who waited for another request, and finds the upload cancelled, is told so. */
export async function withUploadLease<T>(
  ctx: Context,
  of: UploadOfRequest,
  work: (leased: LeasedUpload) => Promise<T>,
): Promise<T> {
  const { scope, name } = of
  // Whose upload it isn't doesn't wait for its revision.
  const { upload } = await ctx.database.read(() => requireUpload(scope, name))
  const row = rowOfRequest(ctx, of, upload)
  try {
    await using session = await ctx.blobs.resume(name.uploadId, row)
    // Awaited here, because the session is closed when this block is left.
    return await work({ scope, name, upload: row.upload, lease: row.lease, session })
  } catch (error) {
    if (error instanceof UploadGone) throw uploadNotFound(placeOf(scope, name.repositoryName), name.uploadId)
    // Who was overtaken may find his bytes gone before he hears of it.
    if (!isAnswer(error)) await ctx.database.read(() => refuseIfLeaseLost(of, row.revision))
    throw error
  }
}

const isAnswer = (error: unknown): boolean => error instanceof ServiceError || error instanceof Unavailable

function* refuseIfLeaseLost(of: UploadOfRequest, revision: number): Work<void> {
  const { upload } = yield* requireUpload(of.scope, of.name)
  if (upload.revision !== revision) yield* refuseLostLease(of)
}

/** Somebody else has changed the row since it was read; or there is none any more. */
export function* refuseLostLease({ scope, name }: UploadOfRequest): Work<never> {
  const { upload } = yield* requireUpload(scope, name)
  throw uploadOvertaken(placeOf(scope, name.repositoryName), upload.uuid, upload.size)
}

interface RowOfRequest extends UploadRow {
  /** As it was loaded. */
  readonly upload: Upload
  readonly lease: UploadLease
}

function rowOfRequest(ctx: Context, of: UploadOfRequest, found: Upload): RowOfRequest {
  let upload = found
  let lease = createUploadLease(ctx, found)
  return {
    get upload() {
      return upload
    },
    get lease() {
      return lease
    },
    get revision() {
      return lease.revision
    },
    async load() {
      const stored = await loadFree(ctx, of)
      upload = stored.upload
      lease = createUploadLease(ctx, upload)
      return stored
    },
    async claim() {
      if (!(await lease.claim())) await ctx.database.read(() => refuseLostLease(of))
    },
    release: () => lease.release(),
  }
}

/** Waits for whoever holds the upload on another server, as `turns.ts` does for those on this one; but not for the dead. */
async function loadFree(ctx: Context, { scope, name }: UploadOfRequest): Promise<StoredBytes> {
  for (;;) {
    const stored = await ctx.database.read(() => requireUploadBytes(scope, name))
    const { lease_expires_at: leaseExpiresAt } = stored.upload
    if (leaseExpiresAt === 0) return stored
    if (leaseExpiresAt > ctx.systemClock.now()) await pause(lookIntervalMs)
    else await moveUpload(ctx, stored)
  }
}
