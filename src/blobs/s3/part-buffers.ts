import { partSizeBytes } from './multipart.ts'

/**
 * Memory for parts: so much for all uploads together. A part is gathered in a buffer and leaves it for S3.
 *
 *     free ── take ──▶ accumulator ── full ──▶ on its way to S3 ── giveBack ──▶ free
 *                       │     ▲
 *              setAside ▼     │ resume
 *                      left alone ── another upload waits for a buffer ──▶ giveUp ──▶ free
 *
 * A client may stop in the middle of a part. Its bytes stay as long as no other upload needs the buffer; then its upload must
 * write them to S3 as a partial part. So a hundred stalled clients hold up no other.
 */
export interface PartBuffers {
  take(): Promise<Buffer>
  giveBack(buffer: Buffer): void
  /** The holder has nothing to do with its buffer for now. */
  setAside(holder: BufferHolder): void
  /** It has; fulfilled when it either has its buffer to itself, or has been made to give it up. */
  resume(holder: BufferHolder): Promise<void>
}

export interface BufferHolder {
  /** Sees to the bytes and gives the buffer back. Never fails: the holder remembers what went wrong. */
  giveUp(): Promise<void>
}

/** Clients that send come back within this; those that take longer may be asked for their room. */
const graceMs = 1_000

export function createPartBuffers(count: number): PartBuffers {
  const free: Buffer[] = []
  const waiting: ((buffer: Buffer) => void)[] = []
  const grace = new Map<BufferHolder, NodeJS.Timeout>()
  const leftAlone = new Set<BufferHolder>() // the longest first
  const givingUp = new Map<BufferHolder, Promise<void>>()
  let made = 0

  /** As many as are waited for. */
  const askBack = (): void => {
    for (const holder of leftAlone) {
      if (givingUp.size >= waiting.length) return
      leftAlone.delete(holder)
      givingUp.set(
        holder,
        holder.giveUp().finally(() => givingUp.delete(holder)),
      )
    }
  }
  return {
    async take() {
      const buffer = free.pop()
      if (buffer !== undefined) return buffer
      if (made < count) {
        made += 1
        return Buffer.allocUnsafeSlow(partSizeBytes)
      }
      const { promise, resolve } = Promise.withResolvers<Buffer>()
      waiting.push(resolve)
      askBack()
      return promise
    },
    giveBack(buffer) {
      const next = waiting.shift()
      if (next === undefined) free.push(buffer)
      else next(buffer)
    },
    setAside(holder) {
      const timer = setTimeout(() => {
        grace.delete(holder)
        leftAlone.add(holder)
        askBack()
      }, graceMs).unref()
      grace.set(holder, timer)
    },
    async resume(holder) {
      clearTimeout(grace.get(holder))
      grace.delete(holder)
      leftAlone.delete(holder)
      await givingUp.get(holder)
    },
  }
}
