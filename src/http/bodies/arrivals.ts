import type { IncomingMessage } from 'node:http'

/** How long a client may keep a request waiting for its body. */
export interface BodyPace {
  /** A body that brings nothing for so long is ended. */
  readonly silenceSeconds: number
  /** So is one that brings less than this, over five minutes. */
  readonly bytesPerSecond: number
}

/**
 * The bodies that are on their way. Time is counted in ticks of one timer for all of them, a second each: nothing is set or
 * cleared for a chunk, a clock that jumps ends no upload, and neither does a second in which the server was busy.
 */
export interface Arrivals {
  /** Follows a body. `end` is called when its client takes too long. A kept one is gathered whole in memory. */
  follow(end: () => void, isKept: boolean): Arrival
  /**
   * Takes off the wire what a request still sends though it was answered: a client that doesn't listen while it sends shall find
   * its answer. It has as long for the rest as a body may be silent, then its connection is closed.
   */
  dropRest(request: IncomingMessage): void
  /** A second has passed. Where memory was scarce in it, the kept body ends whose client was awaited longest. */
  tick(isMemoryScarce: boolean): void
}

/** One body. Only the time in which its client is awaited counts: what the server takes is not the client's fault. */
export interface Arrival {
  /** All that came was taken; the client is awaited until more comes. */
  wait(): void
  came(sizeBytes: number): void
  stop(): void
}

export const tickMs = 1_000

const windowSeconds = 300

export function createArrivals(pace: BodyPace): Arrivals {
  const followed = new Set<Followed>()
  const dropped = new Map<IncomingMessage, number>()
  return {
    follow(end, isKept) {
      const body: Followed = { ...newcomer, isKept, end }
      followed.add(body)
      return {
        wait() {
          body.isAwaited = true
        },
        came(sizeBytes) {
          body.isAwaited = false
          body.cameBytes += sizeBytes
        },
        stop() {
          followed.delete(body)
        },
      }
    },
    dropRest(request) {
      if (request.complete || request.socket.destroyed) return
      request.resume()
      dropped.set(request, 0)
    },
    tick(isMemoryScarce) {
      for (const body of followed) {
        if (isLate(body, pace)) body.end()
      }
      if (isMemoryScarce) slowestKept(followed, pace)?.end()
      for (const [request, seconds] of dropped) {
        if (request.complete || request.socket.destroyed) dropped.delete(request)
        else if (seconds < pace.silenceSeconds) dropped.set(request, seconds + 1)
        else request.socket.destroy()
      }
    },
  }
}

interface Window {
  /** How long the client was awaited in this window, and what it brought. */
  awaitedSeconds: number
  windowBytes: number
}

const nothingCame: Window = { awaitedSeconds: 0, windowBytes: 0 }

interface Followed extends Window {
  isAwaited: boolean
  /** Since the last tick. */
  cameBytes: number
  silentSeconds: number
  /** From the first byte on. */
  totalSeconds: number
  readonly isKept: boolean
  readonly end: () => void
}

const newcomer = { ...nothingCame, isAwaited: false, cameBytes: 0, silentSeconds: 0, totalSeconds: 0 }

/** A body that is complete within the time of allowed silence is not slow. */
function slowestKept(followed: Iterable<Followed>, { silenceSeconds }: BodyPace): Followed | undefined {
  let slowest: Followed | undefined
  for (const body of followed) {
    if (!body.isKept || body.totalSeconds <= silenceSeconds) continue
    if (slowest === undefined || body.totalSeconds > slowest.totalSeconds) slowest = body
  }
  return slowest
}

function isLate(body: Followed, { silenceSeconds, bytesPerSecond }: BodyPace): boolean {
  const { cameBytes } = body
  body.cameBytes = 0
  body.windowBytes += cameBytes
  if (cameBytes > 0) body.silentSeconds = 0
  if (!body.isAwaited) return false
  if (cameBytes === 0) body.silentSeconds += 1
  body.awaitedSeconds += 1
  body.totalSeconds += 1
  // The second in which it fell silent was not a whole one.
  if (body.silentSeconds > silenceSeconds) return true
  if (body.awaitedSeconds < windowSeconds) return false
  const isSlow = body.windowBytes < bytesPerSecond * windowSeconds
  Object.assign(body, nothingCame)
  return isSlow
}
