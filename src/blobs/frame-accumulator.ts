import { frameSizeBytes } from '../sealing/frames.ts'
import { plainPart, type FrameBuffer, type FrameBuffers } from './frame-buffers.ts'

/** The bytes short of a frame, in a frameBuffer that is taken when the first of them comes. */
export interface FrameAccumulator {
  readonly sizeBytes: number
  /** The frame buffer, for the next stage. */
  readonly frameBuffer: FrameBuffer
  /** Copies as much as the frame still needs; how much that was. */
  add(chunk: Uint8Array): number
  /** Hands over the frameBuffer when it holds a frame. */
  takeFull(): FrameBuffer | undefined
  /** Gives the frameBuffer back. */
  drop(): void
}

export function createFrameAccumulator(frameBuffers: FrameBuffers): FrameAccumulator {
  let frameBuffer: FrameBuffer | undefined
  let sizeBytes = 0
  const requireSlab = (): FrameBuffer => (frameBuffer ??= frameBuffers.take())
  return {
    get sizeBytes() {
      return sizeBytes
    },
    get frameBuffer() {
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
      const full = frameBuffer
      frameBuffer = undefined
      sizeBytes = 0
      return full
    },
    drop() {
      if (frameBuffer !== undefined) frameBuffers.giveBack(frameBuffer)
      frameBuffer = undefined
    },
  }
}
