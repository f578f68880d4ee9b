import { finished, type Readable } from 'node:stream'
import { BodyTimedOut } from '../../errors.ts'
import type { Arrivals } from './arrivals.ts'
import { noteReceived } from './received-bytes.ts'

/**
 * The body's chunks as they come; ends with BodyTimedOut when they stop coming. As the stream's own iterator, but that it can be
 * woken without the stream's end: a request that is refused midway still has to be answered, so the stream stays open.
 */
export async function* readChunks(body: Readable, arrivals: Arrivals, isKept: boolean): AsyncGenerator<Buffer, void> {
  let wake = (): void => undefined
  let over: Error | 'complete' | undefined
  let sizeBytes = 0
  const finish = (how: Error | 'complete'): void => {
    over ??= how
    wake()
  }
  const arrival = arrivals.follow(() => finish(new BodyTimedOut()), isKept)
  const onReadable = (): void => wake()
  body.on('readable', onReadable)
  const stopListening = finished(body, { writable: false }, (error) => finish(error ?? 'complete'))
  try {
    for (;;) {
      const chunk = body.read() as Buffer | null
      if (chunk !== null) {
        arrival.came(chunk.byteLength)
        sizeBytes += chunk.byteLength
        noteReceived(body, sizeBytes)
        yield chunk
        continue
      }
      if (over === 'complete') return
      if (over !== undefined) throw over
      arrival.wait()
      await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    arrival.stop()
    body.off('readable', onReadable)
    stopListening()
  }
}
