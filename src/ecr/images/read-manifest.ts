import type { Context } from '../../request/context.ts'
import { first, run, together, type Work } from '../../database/statement.ts'
import type { ImageName } from '../../errors.ts'
import { ownTurn } from '../../platform/own-turn.ts'
import {
  type Image,
  selectManifest,
  selectManifestByDigest,
  selectManifestByTag,
  updateLastPulledAt,
} from './images.table.ts'

/** A manifest that was found; its bytes are there unless they are many. */
export type FoundManifest = Image & { readonly manifest_size: number; readonly manifest: Uint8Array | null }

export type StoredManifest = FoundManifest & { readonly manifest: Uint8Array }

/** How old lastRecordedPullTime may be: ECR promises no better than a day, and a write for every pull would cost. */
const pullTimeGrainMs = 60 * 60 * 1000

/** The manifest that a digest, a tag, or both together name. */
export function* findManifest(repositoryId: number, name: ImageName): Work<FoundManifest | undefined> {
  const { imageDigest, imageTag } = name
  if (imageTag === undefined) {
    return imageDigest === undefined
      ? undefined
      : yield* first(selectManifestByDigest, { repositoryId, digest: imageDigest })
  }
  const byTag = yield* first(selectManifestByTag, { repositoryId, tag: imageTag })
  return imageDigest === undefined || byTag?.digest === imageDigest ? byTag : undefined
}

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

/** Notes that images were pulled, as well as it can: a disk that is full keeps nobody from pulling. */
export async function recordPull(ctx: Context, images: readonly Image[]): Promise<void> {
  const now = ctx.clock.now()
  const before = now - pullTimeGrainMs
  const stale = images.filter((image) => (image.last_pulled_at ?? 0) < before)
  if (stale.length === 0) return
  const noted = ctx.database.change(() =>
    together(stale.map(({ id }) => run(updateLastPulledAt, { imageId: id, lastPulledAt: now, before }))),
  )
  await noted.catch(() => undefined)
}
