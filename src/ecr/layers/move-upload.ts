import type { Flushed, Placement, UploadRow } from '../../blobs/blobs.ts'
import type { Context } from '../../request/context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import { removeBytesLater } from './release-blob.ts'
import { createUploadLease } from './upload-lease.ts'
import {
  deleteUpload,
  insertUpload,
  putPartialFrame,
  type StoredBytes,
  updatePlacement,
  type Upload,
} from './uploads.table.ts'

/**
 * Moves an upload whose lease expired to another storage key. The request that had the lease may still be writing: its bytes stay
 * under the old key. Does nothing if another request is first.
 *
 * The copy is an upload of its own until it takes the other's place: if this server dies, too, it is given up like any other.
 */
export async function moveUpload(ctx: Context, stored: StoredBytes): Promise<void> {
  const lease = createUploadLease(ctx, stored.upload)
  if (!(await lease.claim())) return
  try {
    const copy = await openCopy(ctx, stored.upload)
    const { sealedPartialFrame } = await copyBytes(ctx, stored, copy)
    await ctx.database.change(() =>
      exchange(ctx, stored.upload, { revision: lease.revision, copy, sealedPartialFrame }),
    )
  } finally {
    lease.giveUp()
  }
}

interface Copy {
  readonly id: number
  readonly uuid: string
  readonly placement: Placement
}

async function openCopy(ctx: Context, { repository_id, principal, opened_by, door }: Upload): Promise<Copy> {
  const uuid = ctx.ids.uuid()
  const placement = ctx.blobs.reserve()
  const created_at = ctx.clock.now()
  const row = await ctx.database.change(() =>
    first(insertUpload, { uuid, repository_id, principal, opened_by, door, ...placement, created_at }),
  )
  if (row === undefined) throw new Error('an insert returned no row')
  return { id: row.id, uuid, placement }
}

async function copyBytes(ctx: Context, stored: StoredBytes, { uuid, placement }: Copy): Promise<Flushed> {
  try {
    await using session = await ctx.blobs.resume(uuid, rowOfOne({ ...placement, uuid, size: 0, revision: 0 }))
    for await (const piece of ctx.blobs.readUpload(stored)) await session.write(piece)
    return await session.flush()
  } finally {
    await ctx.blobs.forget(uuid)
  }
}

/** No other request knows of the copy: its row needs no lease. */
function rowOfOne(upload: Placement & Pick<Upload, 'uuid' | 'size' | 'revision'>): UploadRow {
  return {
    revision: upload.revision,
    load: () => Promise.resolve({ upload, partialFrame: undefined }),
    claim: () => Promise.resolve(),
    release: () => Promise.resolve(),
  }
}

function* exchange(
  ctx: Context,
  upload: Upload,
  {
    revision,
    copy,
    sealedPartialFrame,
  }: Pick<Flushed, 'sealedPartialFrame'> & { readonly revision: number; readonly copy: Copy },
): Work<void> {
  yield* run(deleteUpload, { id: copy.id })
  const moved = yield* run(updatePlacement, { id: upload.id, revision, ...copy.placement })
  if (moved > 0) yield* putPartialFrame(upload.id, sealedPartialFrame)
  yield* removeBytesLater(ctx, moved > 0 ? upload : copy.placement)
}
