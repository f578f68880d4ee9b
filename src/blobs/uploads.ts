import { UploadGone } from './blob-errors.ts'
import type { Blobs, UploadBytes, UploadRow, UploadSession } from './blobs.ts'
import { openPartialFrame, requireStore } from './placement.ts'
import type { Transfers } from './transfers.ts'
import { createKeyedMutex } from '../platform/keyed-mutex.ts'
import { dropProgress, type OpenUpload, type Progress, startProgress } from './frame-pipeline.ts'
import { openSession, type UploadWork } from './upload-session.ts'

/** Uploads whose file and hash are kept between requests; each costs a descriptor and a few hundred bytes. */
const maxIdleUploads = 128

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
  const mutex = createKeyedMutex()
  const holders = new Map<string, Holder>()
  const idle = createIdleUploads(transfers)

  /** The row is the truth: what memory says beside it is dropped. */
  const resume = async (row: UploadRow): Promise<OpenUpload> => {
    const stored = await row.load()
    const { upload } = stored
    requireStore(transfers.store, upload)
    const { key, partialFrame } = openPartialFrame(transfers, stored)
    const opened = { upload, partialFrame, claim: () => row.claim() }
    const kept = await idle.take(upload)
    const start = () => startProgress(transfers, { storageKey: upload.storage_key, key, sizeBytes: upload.size })
    return { ...opened, progress: kept ?? start() }
  }
  const release = async ({ upload, progress }: OpenUpload, holder: Holder, row: UploadRow): Promise<void> => {
    const flushedBytes = await holder.work?.end()
    // An upload short of a frame is all in its row.
    const isWorthKeeping = flushedBytes !== undefined && progress.frameCount > 0 && !holder.isGone
    if (isWorthKeeping) await idle.keep(upload.uuid, { progress, flushedBytes, revision: row.revision })
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
      const unlock = await mutex.acquire(uuid)
      const holder: Holder = { isGone: false }
      const endHold = (): void => {
        holders.delete(uuid)
        unlock()
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
      await idle.drop(uuid)
    },
    async close() {
      const closed = new Error('the blobs are closed')
      await Promise.all([...holders.values()].map(async ({ work }) => work?.abort(closed)))
      await idle.close()
    },
  }
}

function session({ write, flush, finish }: UploadWork, release: () => Promise<void>): UploadSession {
  let released: Promise<void> | undefined
  return { write, flush, finish, [Symbol.asyncDispose]: () => (released ??= release()) }
}

interface Idle {
  readonly progress: Progress
  readonly flushedBytes: number
  /** The row's. Another server may have been there meanwhile, and have come as far with other bytes. */
  readonly revision: number
}

interface IdleUploads {
  /** What is known of an upload, if the row is as the last request of this process left it; then it is idle no more. */
  take(upload: UploadBytes): Promise<Progress | undefined>
  keep(uuid: string, idle: Idle): Promise<void>
  drop(uuid: string): Promise<void>
  close(): Promise<void>
}

function createIdleUploads(transfers: Transfers): IdleUploads {
  const byUuid = new Map<string, Idle>() // the longest idle first

  async function drop(uuid: string): Promise<void> {
    const kept = byUuid.get(uuid)
    byUuid.delete(uuid)
    if (kept !== undefined) await dropProgress(transfers, kept.progress)
  }
  return {
    async take({ uuid, size, revision }) {
      const kept = byUuid.get(uuid)
      if (kept?.flushedBytes === size && kept.revision === revision) {
        byUuid.delete(uuid)
        return kept.progress
      }
      await drop(uuid)
      return undefined
    },
    async keep(uuid, idle) {
      byUuid.set(uuid, idle)
      for (const oldest of byUuid.keys()) {
        if (byUuid.size <= maxIdleUploads) return
        await drop(oldest)
      }
    },
    drop,
    async close() {
      await Promise.all([...byUuid.keys()].map(drop))
    },
  }
}
