/**
 * Whether a schedule's next time has come. A time that is further away than the interval was set before the clock was turned
 * back, or by a version with a longer interval: it has come, too.
 */
export function hasCome(nextAt: number, everyMs: number, now: number): boolean {
  return nextAt <= now || nextAt > now + everyMs
}
