import type { Context } from '../../request/context.ts'
import { first, run, together } from '../../database/statement.ts'
import { ownTurn } from '../../platform/own-turn.ts'
import type { Scope } from '../../request/operation.ts'
import { isExcluded } from '../pull-time-exclusions/find-exclusion.ts'
import { type Image, updateLastPulledAt } from './images.table.ts'
import { type FoundManifest, selectManifest } from './manifests.table.ts'

export type StoredManifest = FoundManifest & { readonly manifest: Uint8Array }

/** How old lastRecordedPullTime may be: ECR promises no better than a day, and a write for every pull would cost. */
const pullTimeGrainMs = 60 * 60 * 1000

/**
 * With all of its bytes; undefined if it was deleted meanwhile. Of large ones only one is read in a turn of the event loop: a crowd
 * that asks for them holds up nobody else.
 */
export async function readWhole(ctx: Context, found: FoundManifest): Promise<StoredManifest | undefined> {
  if (isWhole(found)) return found
  await ownTurn()
  const row = await ctx.database.read(() => first(selectManifest, { imageId: found.id }))
  return row && { ...found, ...row }
}

const isWhole = (found: FoundManifest): found is StoredManifest => found.manifest !== null

/**
 * Notes that images were pulled, as well as it can: a disk that is full keeps nobody from pulling. Whether the caller's pulls count
 * is only looked up where there is something to note.
 */
export async function recordPull(ctx: Context, scope: Scope, images: readonly Image[]): Promise<void> {
  const now = ctx.clock.now()
  const before = now - pullTimeGrainMs
  const stale = images.filter((image) => (image.last_pulled_at ?? 0) < before)
  if (stale.length === 0) return
  await notePulls(ctx, scope, stale, { lastPulledAt: now, before }).catch(() => undefined)
}

async function notePulls(
  { database }: Context,
  scope: Scope,
  images: readonly Image[],
  times: { readonly lastPulledAt: number; readonly before: number },
): Promise<void> {
  if (await database.read(() => isExcluded(scope))) return
  await database.change(() => together(images.map(({ id }) => run(updateLastPulledAt, { imageId: id, ...times }))))
}
