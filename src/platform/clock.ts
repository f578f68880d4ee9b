/** The time. Everything that asks what time it is asks one of these, so that a test can stand it still: request/context.ts has two. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** Milliseconds since the process began: for how long something took, since the time of day may be set meanwhile. */
export const steadyTimeMs = (): number => performance.now()
