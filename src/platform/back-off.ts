import type { Ids } from './ids.ts'

export interface BackOff {
  /** Before the second attempt. */
  readonly firstMs: number
  readonly maxMs: number
}

/**
 * How long to wait after an attempt that failed: twice as long each time, and by chance between a half and the whole of that,
 * so that those that failed together don't come back together.
 */
export function backOffMs(ids: Ids, failedAttempts: number, { firstMs, maxMs }: BackOff): number {
  const upToMs = Math.min(maxMs, firstMs * 2 ** (failedAttempts - 1))
  const chance = ids.bytes(2).readUInt16BE() / 0xffff
  return Math.round(upToMs * (0.5 + chance / 2))
}
