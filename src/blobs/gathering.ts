import { frameSizeBytes } from '../sealing/frames.ts'
import { plainPart, type Slab, type Slabs } from './slabs.ts'

/** The bytes short of a frame, in a slab that is taken when the first of them comes. */
export interface Gathering {
  readonly sizeBytes: number
  /** The slab, for whoever reads the bytes now. */
  readonly slab: Slab
  /** Copies as much as the frame still needs; how much that was. */
  add(chunk: Uint8Array): number
  /** Hands over the slab when it holds a frame. */
  takeFull(): Slab | undefined
  /** Gives the slab back. */
  drop(): void
}

export function createGathering(slabs: Slabs): Gathering {
  let slab: Slab | undefined
  let sizeBytes = 0
  const requireSlab = (): Slab => (slab ??= slabs.take())
  return {
    get sizeBytes() {
      return sizeBytes
    },
    get slab() {
      return requireSlab()
    },
    add(chunk) {
      const part = chunk.subarray(0, frameSizeBytes - sizeBytes)
      plainPart(requireSlab(), frameSizeBytes).set(part, sizeBytes)
      sizeBytes += part.byteLength
      return part.byteLength
    },
    takeFull() {
      if (sizeBytes < frameSizeBytes) return undefined
      const full = slab
      slab = undefined
      sizeBytes = 0
      return full
    },
    drop() {
      if (slab !== undefined) slabs.giveBack(slab)
      slab = undefined
    },
  }
}
