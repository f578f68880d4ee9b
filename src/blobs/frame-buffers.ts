import { boxOverheadBytes, frameSizeBytes, nonceSizeBytes } from '../sealing/frames.ts'

/**
 * Memory for one frame with the room that sealing needs. It belongs to one thread at a time: a job moves it to the worker
 * and its answer brings it back, in between it is empty here. Not shared memory: copying into that takes ten times as long.
 */
export interface FrameBuffer {
  bytes: Uint8Array<ArrayBuffer>
}

/** FrameBuffers are used again: fresh memory would cost a page fault for every 4 KiB of a layer. */
export interface FrameBuffers {
  take(): FrameBuffer
  giveBack(frameBuffer: FrameBuffer): void
  /** How many are out. */
  readonly taken: number
}

export function createFrameBuffers(spareCount: number): FrameBuffers {
  const spare: FrameBuffer[] = []
  let taken = 0
  return {
    take() {
      taken += 1
      return spare.pop() ?? { bytes: new Uint8Array(frameSizeBytes + boxOverheadBytes) }
    },
    giveBack(frameBuffer) {
      taken -= 1
      // One that was with the worker when it died is lost.
      if (spare.length < spareCount && frameBuffer.bytes.byteLength > 0) spare.push(frameBuffer)
    },
    get taken() {
      return taken
    },
  }
}

/** Where the first `sizeBytes` plain bytes of a frame lie in its frameBuffer, sealed or not: behind the nonce. */
export function plainPart(frameBuffer: FrameBuffer, sizeBytes: number): Uint8Array {
  return frameBuffer.bytes.subarray(nonceSizeBytes, nonceSizeBytes + sizeBytes)
}

/** The box around them. */
export function boxPart(frameBuffer: FrameBuffer, sizeBytes: number): Uint8Array {
  return frameBuffer.bytes.subarray(0, sizeBytes + boxOverheadBytes)
}

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
