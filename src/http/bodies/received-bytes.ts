import type { Readable } from 'node:stream'

const received = new WeakMap<Readable, number>()

/** Notes how much of a body was read. */
export function noteReceived(body: Readable, sizeBytes: number): void {
  received.set(body, sizeBytes)
}

/** How much of a body was read: what its request states may never have come. */
export function receivedBytes(body: Readable): number {
  return received.get(body) ?? 0
}
