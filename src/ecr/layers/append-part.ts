import type { Context } from '../../request/context.ts'
import { run, together, type Work } from '../../database/statement.ts'
import { ServiceError } from '../../errors.ts'
import type { Scope } from '../../request/operation.ts'
import { doorRules } from '../door-rules.ts'
import { type LeasedUpload, refuseLostLease, type UploadName, withUploadLease, requireUpload } from './leased-upload.ts'
import { countPart, type PartCount, refuseLargeLayer } from './layer-rules.ts'
import { advanceUpload, putPartialFrame, type Upload } from './uploads.table.ts'

export type Bytes = AsyncIterable<Uint8Array>

export interface Part {
  readonly name: UploadName
  readonly bytes: Bytes
  /** Sees the upload when it is this request's place in the queue. */
  readonly check: (upload: Upload) => void
}

/**
 * Adds a part to an upload and says how long the upload is now.
 *
 * A part that breaks off (the client went away) is acknowledged as far as it came: the upload can go on from there.
 */
export function appendPart(ctx: Context, scope: Scope, { name, bytes, check }: Part): Promise<number> {
  return withUploadLease(ctx, { scope, name }, async (leased) => {
    check(leased.upload)
    await writeBytes(ctx, leased, bytes)
    return acknowledge(ctx, leased)
  })
}

/** Writes what comes. Where that breaks off, what did come is acknowledged; of a part that is refused nothing counts. */
export async function writeBytes(ctx: Context, leased: LeasedUpload, bytes: Bytes): Promise<void> {
  try {
    let size = leased.upload.size
    for await (const chunk of bytes) {
      size += chunk.byteLength
      refuseLargeLayer(size)
      await leased.session.write(chunk)
    }
  } catch (cause) {
    if (!(cause instanceof ServiceError)) await acknowledge(ctx, leased)
    throw cause
  }
}

/** Makes what was written durable and part of the upload; the upload's size afterwards. */
async function acknowledge(ctx: Context, leased: LeasedUpload): Promise<number> {
  const { scope, upload, session } = leased
  const { size, sealedPartialFrame } = await session.flush()
  const count = countPart(doorRules[scope.door], upload, size - upload.size)
  await ctx.database.change(() => advance(ctx, leased, { size, sealedPartialFrame, ...count }))
  leased.lease.count()
  return size
}

interface Progress extends PartCount {
  readonly size: number
  readonly sealedPartialFrame: Uint8Array | undefined
}

function* advance(ctx: Context, leased: LeasedUpload, to: Progress): Work<void> {
  const { upload, lease } = leased
  const advancing = run(advanceUpload, {
    id: upload.id,
    revision: lease.revision,
    size: to.size,
    partCount: to.part_count,
    lastPartSize: to.last_part_size,
    hasShortPart: to.has_short_part,
    touchedAt: ctx.clock.now(),
  })
  // In a repository that was deleted meanwhile nothing counts, though its uploads are removed only later.
  const [, advanced] = yield* together([requireUpload(leased.scope, leased.name), advancing])
  if (advanced === 0) yield* refuseLostLease(leased)
  yield* putPartialFrame(upload.id, to.sealedPartialFrame)
}
