import type { Context } from '../../context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import type { ImageName } from '../../errors.ts'
import type { RepositoryPlace } from '../repositories/find-repository.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { type Image, selectManifestByDigest, selectManifestByTag, updateLastPulledAt } from './images.table.ts'

export type StoredManifest = Image & { readonly manifest: Uint8Array }

/** How old lastRecordedPullTime may be: ECR promises no better than a day, and a write for every pull would cost. */
const pullTimeGrainMs = 60 * 60 * 1000

/** The manifest that a digest, a tag, or both together name. */
export function* findManifest(repositoryId: number, name: ImageName): Work<StoredManifest | undefined> {
  const { imageDigest, imageTag } = name
  if (imageTag === undefined) {
    return imageDigest === undefined
      ? undefined
      : yield* first(selectManifestByDigest, { repositoryId, digest: imageDigest })
  }
  const byTag = yield* first(selectManifestByTag, { repositoryId, tag: imageTag })
  return imageDigest === undefined || byTag?.digest === imageDigest ? byTag : undefined
}

export function readManifest(
  ctx: Context,
  place: RepositoryPlace,
  name: ImageName,
): Promise<StoredManifest | undefined> {
  return ctx.database.read(function* () {
    const { id } = yield* requireRepository(place)
    return yield* findManifest(id, name)
  })
}

/** Notes that images were pulled, as well as it can: a disk that is full keeps nobody from pulling. */
export async function recordPull(ctx: Context, images: readonly Image[]): Promise<void> {
  const now = ctx.clock.now()
  const before = now - pullTimeGrainMs
  const stale = images.filter((image) => (image.last_pulled_at ?? 0) < before)
  if (stale.length === 0) return
  const noted = ctx.database.change(function* () {
    for (const { id } of stale) yield* run(updateLastPulledAt, { imageId: id, lastPulledAt: now, before })
  })
  await noted.catch(() => undefined)
}
