import type { ServerResponse } from 'node:http'
import type { RequestBodies } from './request-bodies.ts'

/** Smaller ones are taken by the kernel at once, and there are no more of them than connections. */
const smallSizeBytes = 64 * 1024

/**
 * An answer in memory counts until its client has taken it. Of a client that takes nothing for as long as a body may be silent, the
 * connection is closed. Throws MemoryExhausted where there is no room.
 */
export function holdAnswer({ memory, silenceMs }: RequestBodies, response: ServerResponse, sizeBytes: number): void {
  // Of a client that went before it was answered no end will be told: it has been.
  if (sizeBytes <= smallSizeBytes || response.req.socket.destroyed) return
  const held = memory.hold(sizeBytes)
  response.once('close', () => held[Symbol.dispose]())
  response.setTimeout(silenceMs, () => response.destroy())
}
