import type { Flushed, Placement, UploadRow } from '../../blobs/blobs.ts'
import type { Context } from '../../context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import type { StoredBytes } from './find-upload.ts'
import { putTail } from './put-tail.ts'
import { removeBytesLater } from './release-blob.ts'
import { createUploadHold } from './upload-hold.ts'
import { deleteUpload, insertUpload, updatePlacement, type Upload } from './uploads.table.ts'

/**
 * Brings an upload whose holder fell silent under another storage key. Whether that one is dead nobody can know: what it
 * still writes stays where it is. Does nothing when somebody else is first.
 *
 * The copy is an upload of its own until it takes the other's place: if this server dies, too, it is given up like any other.
 */
export async function moveUpload(ctx: Context, stored: StoredBytes): Promise<void> {
  const hold = createUploadHold(ctx, stored.upload)
  if (!(await hold.claim())) return
  try {
    const copy = await openCopy(ctx, stored.upload)
    const { sealedTail } = await copyBytes(ctx, stored, copy)
    await ctx.database.change(() => exchange(ctx, stored.upload, { turn: hold.turn, copy, sealedTail }))
  } finally {
    hold.giveUp()
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
    await using session = await ctx.blobs.resume(uuid, rowOfOne({ ...placement, uuid, size: 0, turn: 0 }))
    for await (const piece of ctx.blobs.readUpload(stored)) await session.write(piece)
    return await session.flush()
  } finally {
    await ctx.blobs.forget(uuid)
  }
}

/** Nobody else knows of it. */
function rowOfOne(upload: Placement & Pick<Upload, 'uuid' | 'size' | 'turn'>): UploadRow {
  return {
    turn: upload.turn,
    load: () => Promise.resolve({ upload, tail: undefined }),
    claim: () => Promise.resolve(),
    release: () => Promise.resolve(),
  }
}

function* exchange(
  ctx: Context,
  upload: Upload,
  { turn, copy, sealedTail }: Pick<Flushed, 'sealedTail'> & { readonly turn: number; readonly copy: Copy },
): Work<void> {
  yield* run(deleteUpload, { id: copy.id })
  const moved = yield* run(updatePlacement, { id: upload.id, turn, ...copy.placement })
  if (moved > 0) yield* putTail(upload.id, sealedTail)
  yield* removeBytesLater(ctx, moved > 0 ? upload : copy.placement)
}
