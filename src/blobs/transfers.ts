import type { KeyRing } from '../sealing/key-ring.ts'
import type { Ids } from '../platform/ids.ts'
import type { BlobStore } from './blob-store.ts'
import { createFrameWorker, type FrameWorker } from './frame-worker-client.ts'
import { createSemaphore, type Semaphore } from '../platform/semaphore.ts'
import { createFrameBuffers, type FrameBuffers } from './frame-buffers.ts'

/**
 * What all uploads and reads of this process share, and so the bound on their memory:
 *
 * - `writing`: full frames under way to the store. They wait for the worker and the disk only, never for a client.
 * - `reading`: frames being read from the store. A reader is outside again before its client is given a byte, so that
 *   five hundred stalled clients hold none of these places. What it gives out is bounded by `openReads` (read-blob.ts).
 * - an open upload request has one frameBuffer more while it gathers a frame; between requests it has none.
 */
export interface Transfers {
  readonly store: BlobStore
  readonly keys: KeyRing
  readonly ids: Ids
  readonly worker: FrameWorker
  readonly frameBuffers: FrameBuffers
  readonly writing: Semaphore
  readonly reading: Semaphore
  /** How many reads are open: the more, the less memory each of them has for what is under way to its client. */
  openReads: number
}

const writingFrames = 8
const readingFrames = 8

export function createTransfers(drivers: Pick<Transfers, 'store' | 'keys' | 'ids'>): Transfers {
  return {
    ...drivers,
    worker: createFrameWorker(),
    frameBuffers: createFrameBuffers(writingFrames + readingFrames),
    writing: createSemaphore(writingFrames),
    reading: createSemaphore(readingFrames),
    openReads: 0,
  }
}
