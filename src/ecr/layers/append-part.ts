import type { Context } from '../../context.ts'
import { run, type Work } from '../../database/statement.ts'
import { ServiceError } from '../../errors.ts'
import { layerTooLarge, tooManyLayerParts } from './errors.ts'
import type { Scope } from '../../operation.ts'
import type { UploadName } from './find-upload.ts'
import { type HeldUpload, holdUpload, refuseOvertaken } from './hold-upload.ts'
import { countPart, maxLayerSizeBytes, maxPartsPerLayer, type PartCount } from './layer-rules.ts'
import { putTail } from './put-tail.ts'
import { advanceUpload, type Upload } from './uploads.table.ts'

export type Bytes = AsyncIterable<Uint8Array>

export interface Part {
  readonly name: UploadName
  readonly bytes: Bytes
  /** Sees the upload when it is this request's turn. */
  readonly check: (upload: Upload) => void
}

/**
 * Adds a part to an upload and says how long the upload is now.
 *
 * A part that breaks off (the client went away) is acknowledged as far as it came: the upload can go on from there.
 */
export function appendPart(ctx: Context, scope: Scope, { name, bytes, check }: Part): Promise<number> {
  return holdUpload(ctx, { scope, name }, async (held) => {
    check(held.upload)
    await writeBytes(ctx, held, bytes)
    return acknowledge(ctx, held)
  })
}

/** Writes what comes. Where that breaks off, what did come is acknowledged; of a part that is refused nothing counts. */
export async function writeBytes(ctx: Context, held: HeldUpload, bytes: Bytes): Promise<void> {
  try {
    let size = held.upload.size
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > maxLayerSizeBytes) throw layerTooLarge(maxLayerSizeBytes)
      await held.session.write(chunk)
    }
  } catch (cause) {
    if (!(cause instanceof ServiceError)) await acknowledge(ctx, held)
    throw cause
  }
}

/** Makes what was written durable and part of the upload; the upload's size afterwards. */
async function acknowledge(ctx: Context, held: HeldUpload): Promise<number> {
  const { scope, upload, session } = held
  const { size, sealedTail } = await session.flush()
  const count = countPart(upload, size - upload.size)
  if (count.part_count > maxPartsPerLayer && scope.door === 'api') throw tooManyLayerParts(maxPartsPerLayer)
  await ctx.database.change(() => advance(ctx, held, { size, sealedTail, ...count }))
  held.hold.count()
  return size
}

interface Progress extends PartCount {
  readonly size: number
  readonly sealedTail: Uint8Array | undefined
}

function* advance(ctx: Context, held: HeldUpload, to: Progress): Work<void> {
  const { upload, hold } = held
  const advanced = yield* run(advanceUpload, {
    id: upload.id,
    turn: hold.turn,
    size: to.size,
    partCount: to.part_count,
    lastPartSize: to.last_part_size,
    hasShortPart: to.has_short_part,
    touchedAt: ctx.clock.now(),
  })
  if (advanced === 0) yield* refuseOvertaken(held)
  yield* putTail(upload.id, to.sealedTail)
}
