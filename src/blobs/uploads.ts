import { frameSizeBytes } from '../sealing/frames.ts'
import { DamagedBlob, UploadGone } from './blob-errors.ts'
import type { Blobs, StoredUpload, UploadSession } from './blobs.ts'
import { openFromRow, requireStore, unwrapKey } from './placement.ts'
import type { Transfers } from './transfers.ts'
import { createTurns } from './turns.ts'
import { dropProgress, type Progress, startProgress } from './upload-progress.ts'
import { type OpenUpload, openSession, type UploadWork } from './upload-session.ts'

/** Uploads whose file and hash are kept between requests; each costs a descriptor and a few hundred bytes. */
const maxIdleUploads = 128

interface Idle {
  readonly progress: Progress
  readonly flushedBytes: number
}

/** The request whose turn it is. */
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
  const turns = createTurns()
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
  const takeUp = async (stored: StoredUpload): Promise<OpenUpload> => {
    const { upload } = stored
    requireStore(transfers.store, upload)
    const { key, tail } = openTail(transfers, stored)
    const kept = idle.get(upload.uuid)
    if (kept?.flushedBytes === upload.size) {
      idle.delete(upload.uuid)
      return { upload, tail, progress: kept.progress }
    }
    await dropIdle(upload.uuid)
    const progress = startProgress(transfers, { storageKey: upload.storage_key, key, sizeBytes: upload.size })
    return { upload, tail, progress }
  }
  const release = async (uuid: string, { progress }: OpenUpload, holder: Holder): Promise<void> => {
    const flushedBytes = await holder.work?.end()
    // An upload short of a frame is all in its row.
    const isWorthKeeping = flushedBytes !== undefined && progress.frameCount > 0 && !holder.isGone
    if (isWorthKeeping) await keep(uuid, { progress, flushedBytes })
    else await dropProgress(transfers, progress)
  }
  const hold = async (uuid: string, holder: Holder, load: () => Promise<StoredUpload>): Promise<OpenUpload> => {
    holders.set(uuid, holder)
    const opened = await takeUp(await load())
    if (!holder.isGone) return opened
    await dropProgress(transfers, opened.progress)
    throw new UploadGone(uuid)
  }
  return {
    async resume(uuid, load) {
      const endTurn = await turns.take(uuid)
      const holder: Holder = { isGone: false }
      const endHold = (): void => {
        holders.delete(uuid)
        endTurn()
      }
      try {
        const opened = await hold(uuid, holder, load)
        holder.work = openSession(transfers, opened)
        return session(holder.work, () => release(uuid, opened, holder).finally(endHold))
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

/** The plain bytes of the row's tail: exactly those that the row's size says are short of a frame. */
function openTail({ keys }: Transfers, { upload, tail: sealedTail }: StoredUpload) {
  const key = unwrapKey(keys, upload)
  const index = Math.floor(upload.size / frameSizeBytes)
  const tail = sealedTail === undefined ? new Uint8Array(0) : openFromRow(key, { kind: 'tail', index }, sealedTail)
  if (tail?.byteLength !== upload.size % frameSizeBytes) {
    throw new DamagedBlob(upload.storage_key, 'the tail of its upload does not open')
  }
  return { key, tail }
}
