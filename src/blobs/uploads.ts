import { UploadGone } from './blob-errors.ts'
import type { Blobs, UploadRow, UploadSession } from './blobs.ts'
import { requireStore } from './placement.ts'
import type { Transfers } from './transfers.ts'
import { createKeyedMutex } from '../platform/keyed-mutex.ts'
import { dropProgress, type OpenUpload, type Progress, startProgress } from './upload-progress.ts'
import { openSession, type UploadWork } from './upload-session.ts'
import { openPartialFrame } from './partial-frame.ts'

/** Uploads whose file and hash are kept between requests; each costs a descriptor and a few hundred bytes. */
const maxIdleUploads = 128

interface Idle {
  readonly progress: Progress
  readonly flushedBytes: number
  /** The row's. Another server may have been there meanwhile, and have come as far with other bytes. */
  readonly revision: number
}

/** The request whose revision it is. */
interface Holder {
  work?: UploadWork
  isGone: boolean
}

/**
 *     (row only) ── resume ──▶ held ── all flushed ──▶ idle ── resume ──▶ held ── finish, forget ──▶ (nothing)
 *         ▲                      │                      │
 *         └── failed, unflushed ─┴─ too many, restart ──┘
 */
export function createUploads(transfers: Transfers): Pick<Blobs, 'resume' | 'forget' | 'close'> {
  const turns = createKeyedMutex()
  const holders = new Map<string, Holder>()
  const idle = new Map<string, Idle>() // the longest idle first

  const dropIdle = async (uuid: string): Promise<void> => {
    const kept = idle.get(uuid)
    idle.delete(uuid)
    if (kept !== undefined) await dropProgress(transfers, kept.progress)
  }
  const keep = async (uuid: string, kept: Idle): Promise<void> => {
    idle.set(uuid, kept)
    for (const oldest of idle.keys()) {
      if (idle.size <= maxIdleUploads) return
      await dropIdle(oldest)
    }
  }
  /** The row is the truth: what memory says beside it is dropped. */
  const resume = async (row: UploadRow): Promise<OpenUpload> => {
    const stored = await row.load()
    const { upload } = stored
    requireStore(transfers.store, upload)
    const { key, partialFrame } = openPartialFrame(transfers, stored)
    const opened = { upload, partialFrame, claim: () => row.claim() }
    const kept = idle.get(upload.uuid)
    if (kept?.flushedBytes === upload.size && kept.revision === upload.revision) {
      idle.delete(upload.uuid)
      return { ...opened, progress: kept.progress }
    }
    await dropIdle(upload.uuid)
    const progress = startProgress(transfers, { storageKey: upload.storage_key, key, sizeBytes: upload.size })
    return { ...opened, progress }
  }
  const release = async ({ upload, progress }: OpenUpload, holder: Holder, row: UploadRow): Promise<void> => {
    const flushedBytes = await holder.work?.end()
    // An upload short of a frame is all in its row.
    const isWorthKeeping = flushedBytes !== undefined && progress.frameCount > 0 && !holder.isGone
    if (isWorthKeeping) await keep(upload.uuid, { progress, flushedBytes, revision: row.revision })
    else await dropProgress(transfers, progress)
    await row.release()
  }
  const hold = async (uuid: string, holder: Holder, row: UploadRow): Promise<OpenUpload> => {
    holders.set(uuid, holder)
    const opened = await resume(row)
    if (!holder.isGone) return opened
    await dropProgress(transfers, opened.progress)
    throw new UploadGone(uuid)
  }
  return {
    async resume(uuid, row) {
      const endTurn = await turns.acquire(uuid)
      const holder: Holder = { isGone: false }
      const endHold = (): void => {
        holders.delete(uuid)
        endTurn()
      }
      try {
        const opened = await hold(uuid, holder, row)
        holder.work = openSession(transfers, opened)
        return session(holder.work, () => release(opened, holder, row).finally(endHold))
      } catch (error) {
        endHold()
        throw error
      }
    },
    async forget(uuid) {
      const holder = holders.get(uuid)
      if (holder !== undefined) holder.isGone = true
      await holder?.work?.abort(new UploadGone(uuid))
      await dropIdle(uuid)
    },
    async close() {
      const closed = new Error('the blobs are closed')
      await Promise.all([...holders.values()].map(async ({ work }) => work?.abort(closed)))
      await Promise.all([...idle.keys()].map(dropIdle))
    },
  }
}

function session({ write, flush, finish }: UploadWork, release: () => Promise<void>): UploadSession {
  let released: Promise<void> | undefined
  return { write, flush, finish, [Symbol.asyncDispose]: () => (released ??= release()) }
}
