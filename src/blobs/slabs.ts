import { boxOverheadBytes, frameSizeBytes, nonceSizeBytes } from '../sealing/frames.ts'

/** Memory for one frame with the room that sealing needs, shared with the worker: nothing is copied to hand it over. */
export type Slab = Uint8Array<SharedArrayBuffer>

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
      return spare.pop() ?? new Uint8Array(new SharedArrayBuffer(frameSizeBytes + boxOverheadBytes))
    },
    giveBack(slab) {
      taken -= 1
      if (spare.length < spareCount) spare.push(slab)
    },
    get taken() {
      return taken
    },
  }
}

/** Where the first `sizeBytes` plain bytes of a frame lie in its slab, sealed or not: behind the nonce. */
export function plainPart(slab: Slab, sizeBytes: number): Slab {
  return slab.subarray(nonceSizeBytes, nonceSizeBytes + sizeBytes)
}

/** The box around them. */
export function boxPart(slab: Slab, sizeBytes: number): Slab {
  return slab.subarray(0, sizeBytes + boxOverheadBytes)
}
