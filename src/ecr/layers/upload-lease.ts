import type { Context } from '../../request/context.ts'
import { run } from '../../database/statement.ts'
import { leaseMs, leaseRenewalMs } from './layer-rules.ts'
import { claimUpload, expireAllLeases, updateLeaseExpiry, type Upload } from './uploads.table.ts'

/**
 * One request's lease on the row of an upload, among all servers. Its revision is what counts; that it is leased only says that
 * bytes may be under way to the store.
 *
 *               ┌── counts, or lets go ──────────────────────────────┐
 *               ▼                                                    │
 *     free (lease_expires_at = 0) ── claim ──▶ leased (renewed) ── silence ──┴▶ given up: another takes the revision, and moves
 *                                                                       what is acknowledged to another storage key
 *
 * Every arrow but letting go raises the revision, and needs the revision that the request has read. So of two requests one counts.
 * The other's bytes never get among its bytes: they are under another storage key.
 */
export interface UploadLease {
  /** The row's revision, as this request has read or raised it. */
  readonly revision: number
  /** False when somebody else was first. */
  claim(): Promise<boolean>
  /** The row was changed at this revision, and so is free. */
  count(): void
  /** Nothing is under way any more. */
  release(): Promise<void>
  /** Falls silent: what is under way, nobody knows. */
  giveUp(): void
}

export function createUploadLease(ctx: Context, { id, revision: found }: Pick<Upload, 'id' | 'revision'>): UploadLease {
  let revision = found
  let claimed: Promise<boolean> | undefined
  let timer: NodeJS.Timeout | undefined
  let renewed: Promise<unknown> = Promise.resolve()

  const extendLease = (leaseExpiresAt: number): Promise<unknown> =>
    ctx.database
      .change(() => run(updateLeaseExpiry, { id, revision: found + 1, leaseExpiresAt }))
      .catch(() => undefined)
  const claim = async (): Promise<boolean> => {
    const leaseExpiresAt = ctx.systemClock.now() + leaseMs
    const changed = await ctx.database.change(() => run(claimUpload, { id, revision: found, leaseExpiresAt }))
    if (changed === 0) return false
    revision = found + 1
    // If one renewal fails, the next may not. A request that lost its lease learns it when its bytes should count.
    timer = setInterval(() => {
      renewed = renewed.then(() => extendLease(ctx.systemClock.now() + leaseMs))
    }, leaseRenewalMs).unref()
    return true
  }
  const giveUp = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    get revision() {
      return revision
    },
    claim: () => (claimed ??= claim()),
    count() {
      giveUp()
      revision += 1
    },
    async release() {
      if (timer === undefined) return
      giveUp()
      await renewed
      await extendLease(0)
    },
    giveUp,
  }
}

/** For a server that has the database to itself, when it starts: who leased uploads is dead, and writes nothing any more. */
export async function expireLeasesOfLastRun(ctx: Context): Promise<void> {
  await ctx.database.change(expireAllLeases)
}
