import type { Context } from '../../context.ts'
import { run } from '../../database/statement.ts'
import { holdLeaseMs, holdRenewalMs } from './layer-rules.ts'
import { claimUpload, type Upload, updateHeldUntil } from './uploads.table.ts'

/**
 * One request's hold on the row of an upload, among all servers. Its turn is what counts; that it is held only says that
 * bytes may be under way to the store.
 *
 *               ┌── counts, or lets go ──────────────────────────────┐
 *               ▼                                                    │
 *     free (held_until = 0) ── claim ──▶ held (renewed) ── silence ──┴▶ given up: another takes the turn, and moves
 *                                                                       what is acknowledged to another storage key
 *
 * Every arrow but letting go raises the turn, and happens only to who knows it. So of two requests one counts. Bytes of
 * the other can't get among its bytes: they are under a storage key that nobody else writes under, or no longer reads.
 */
export interface UploadHold {
  /** The row's turn, as this request has read or raised it. */
  readonly turn: number
  /** False when somebody else was first. */
  claim(): Promise<boolean>
  /** The row was changed at this turn, and so is free. */
  count(): void
  /** Nothing is under way any more. */
  release(): Promise<void>
  /** Falls silent: what is under way, nobody knows. */
  giveUp(): void
}

export function createUploadHold(ctx: Context, { id, turn: found }: Pick<Upload, 'id' | 'turn'>): UploadHold {
  let turn = found
  let claimed: Promise<boolean> | undefined
  let timer: NodeJS.Timeout | undefined
  let renewed: Promise<unknown> = Promise.resolve()

  const holdUntil = (heldUntil: number): Promise<unknown> =>
    ctx.database.change(() => run(updateHeldUntil, { id, turn: found + 1, heldUntil })).catch(() => undefined)
  const claim = async (): Promise<boolean> => {
    const heldUntil = ctx.clock.now() + holdLeaseMs
    const changed = await ctx.database.change(() => run(claimUpload, { id, turn: found, heldUntil }))
    if (changed === 0) return false
    turn = found + 1
    // Where one fails, the next may not. Who was overtaken learns it when his bytes should count.
    timer = setInterval(() => {
      renewed = renewed.then(() => holdUntil(ctx.clock.now() + holdLeaseMs))
    }, holdRenewalMs).unref()
    return true
  }
  const giveUp = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    get turn() {
      return turn
    },
    claim: () => (claimed ??= claim()),
    count() {
      giveUp()
      turn += 1
    },
    async release() {
      if (timer === undefined) return
      giveUp()
      await renewed
      await holdUntil(0)
    },
    giveUp,
  }
}
