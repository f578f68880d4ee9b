import { setTimeout as pause } from 'node:timers/promises'
import { UploadGone } from '../../blobs/blob-errors.ts'
import type { UploadRow, UploadSession } from '../../blobs/blobs.ts'
import type { Context } from '../../request/context.ts'
import { first, type Work } from '../../database/statement.ts'
import { ServiceError, Unavailable } from '../../errors.ts'
import { uploadNotFound, uploadOvertaken } from './errors.ts'
import type { Scope } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { moveUpload } from './move-upload.ts'
import { createUploadLease, type UploadLease } from './upload-lease.ts'
import { selectPartialFrame, selectUpload, type StoredBytes, type Upload } from './uploads.table.ts'

export interface UploadName {
  readonly repositoryName: string
  readonly uploadId: string
}

interface FoundUpload {
  readonly repository: Repository
  readonly upload: Upload
}

/**
 * An upload is bound to its repository, to the principal that opened it and to the door it was opened through: for
 * everybody else it does not exist, even for one who knows its id.
 */
export function* requireUpload(scope: Scope, name: UploadName): Work<FoundUpload> {
  const key = repositoryKey(scope, name.repositoryName)
  const repository = yield* requireRepository(key)
  const upload = yield* first(selectUpload, { repositoryId: repository.id, uuid: name.uploadId })
  if (upload?.principal !== scope.caller.userId || upload.door !== scope.door)
    return yield* refuseGoneUpload(scope, name)
  return { repository, upload }
}

/** Looks at the repository once more: if it was deleted meanwhile, its uploads went with it. */
function* refuseGoneUpload(scope: Scope, name: UploadName): Work<never> {
  const key = repositoryKey(scope, name.repositoryName)
  yield* requireRepository(key)
  throw uploadNotFound(key, name.uploadId)
}

/** For those who go on with the upload's bytes; nobody else has them read. */
function* requireUploadBytes(scope: Scope, name: UploadName): Work<StoredBytes> {
  const { upload } = yield* requireUpload(scope, name)
  const partialFrame = yield* first(selectPartialFrame, { uploadId: upload.id })
  return { upload, partialFrame: partialFrame?.sealed_bytes }
}

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

/** Leases an upload while `work` runs. A request that waited for another one, which ended the upload, gets UploadNotFoundException. */
export async function withUploadLease<T>(
  ctx: Context,
  of: UploadOfRequest,
  work: (leased: LeasedUpload) => Promise<T>,
): Promise<T> {
  const { scope, name } = of
  // A caller who may not see the upload does not wait for it.
  const { upload } = await ctx.database.read(() => requireUpload(scope, name))
  const row = rowOfRequest(ctx, of, upload)
  try {
    await using session = await ctx.blobs.resume(name.uploadId, row)
    // Awaited here, because the session is closed when this block is left.
    return await work({ scope, name, upload: row.upload, lease: row.lease, session })
  } catch (error) {
    if (error instanceof UploadGone) await ctx.database.read(() => refuseGoneUpload(scope, name))
    // A request that lost its lease may miss its bytes before it learns why.
    if (!isAnswer(error)) await ctx.database.read(() => refuseIfLeaseLost(of, row.revision))
    throw error
  }
}

const isAnswer = (error: unknown): boolean => error instanceof ServiceError || error instanceof Unavailable

function* refuseIfLeaseLost(of: UploadOfRequest, revision: number): Work<void> {
  const { upload } = yield* requireUpload(of.scope, of.name)
  if (upload.revision !== revision) yield* refuseLostLease(of)
}

/** Another request has changed the row since it was read, or deleted it. */
export function* refuseLostLease({ scope, name }: UploadOfRequest): Work<never> {
  const { upload } = yield* requireUpload(scope, name)
  throw uploadOvertaken(repositoryKey(scope, name.repositoryName), upload.uuid, upload.size)
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

/** Waits for the request of another server that holds the upload, until its lease expires. `Blobs.resume` does the same for requests of this server. */
async function loadFree(ctx: Context, { scope, name }: UploadOfRequest): Promise<StoredBytes> {
  for (;;) {
    const stored = await ctx.database.read(() => requireUploadBytes(scope, name))
    const { lease_expires_at: leaseExpiresAt } = stored.upload
    if (leaseExpiresAt === 0) return stored
    if (leaseExpiresAt > ctx.systemClock.now()) await pause(lookIntervalMs)
    else await moveUpload(ctx, stored)
  }
}
