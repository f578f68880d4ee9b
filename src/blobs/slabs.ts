import { boxOverheadBytes, frameSizeBytes, nonceSizeBytes } from '../sealing/frames.ts'

/**
 * Memory for one frame with the room that sealing needs. It belongs to one thread at a time: a job moves it to the worker
 * and its answer brings it back, in between it is empty here. Not shared memory: copying into that takes ten times as long.
 */
export interface Slab {
  bytes: Uint8Array<ArrayBuffer>
}

/** Slabs are used again: fresh memory would cost a page fault for every 4 KiB of a layer. */
export interface Slabs {
  take(): Slab
  giveBack(slab: Slab): void
  /** How many are out. */
  readonly taken: number
}

export function createSlabs(spareCount: number): Slabs {
  const spare: Slab[] = []
  let taken = 0
  return {
    take() {
      taken += 1
      return spare.pop() ?? { bytes: new Uint8Array(frameSizeBytes + boxOverheadBytes) }
    },
    giveBack(slab) {
      taken -= 1
      // One that was with the worker when it died is lost.
      if (spare.length < spareCount && slab.bytes.byteLength > 0) spare.push(slab)
    },
    get taken() {
      return taken
    },
  }
}

/** Where the first `sizeBytes` plain bytes of a frame lie in its slab, sealed or not: behind the nonce. */
export function plainPart(slab: Slab, sizeBytes: number): Uint8Array {
  return slab.bytes.subarray(nonceSizeBytes, nonceSizeBytes + sizeBytes)
}

/** The box around them. */
export function boxPart(slab: Slab, sizeBytes: number): Uint8Array {
  return slab.bytes.subarray(0, sizeBytes + boxOverheadBytes)
}
