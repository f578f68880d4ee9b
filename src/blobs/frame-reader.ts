import { frameSizeBytes } from '../sealing/frames.ts'
import { frameOf, type OpenBlob, type OpenFrame, openFrame } from './read-stored.ts'
import type { Transfers } from './transfers.ts'

/** Reads one blob's frames in order, and the next one while the last is with the client. */
export interface FrameReader {
  /** The frame is the caller's, who gives its frameBuffer back. */
  take(index: number): Promise<OpenFrame>
  /** Begins to read the frame that is taken next. */
  readAhead(index: number): void
  /** A sealed blob of whole frames ends with an empty one: without it, frames may be missing. */
  checkEnd(): Promise<void>
  close(): Promise<void>
}

export function createFrameReader(transfers: Transfers, blob: OpenBlob, blobSizeBytes: number): FrameReader {
  let ahead: { readonly index: number; readonly frame: Promise<OpenFrame> } | undefined
  const open = (index: number): Promise<OpenFrame> => openFrame(transfers, blob, frameOf(blobSizeBytes, index))
  return {
    take(index) {
      const frame = ahead?.index === index ? ahead.frame : open(index)
      ahead = undefined
      return frame
    },
    readAhead(index) {
      ahead = { index, frame: open(index) }
      ahead.frame.catch(() => undefined) // the one that takes it gets the error
    },
    async checkEnd() {
      if (blob.key === undefined || blobSizeBytes % frameSizeBytes > 0) return
      const { frameBuffer } = await open(blobSizeBytes / frameSizeBytes)
      transfers.frameBuffers.giveBack(frameBuffer)
    },
    async close() {
      const left = await ahead?.frame.catch(() => undefined)
      if (left !== undefined) transfers.frameBuffers.giveBack(left.frameBuffer)
    },
  }
}
