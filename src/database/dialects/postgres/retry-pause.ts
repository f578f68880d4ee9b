import type { Ids } from '../../../platform/ids.ts'

const firstPauseMs = 4
const longestPauseMs = 250

/**
 * How long to wait before the nth try: up to twice as long each time, and by chance, so that those who met once don't
 * meet again.
 */
export function retryPauseMs(attempt: number, ids: Ids): number {
  const upToMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1))
  return (upToMs * ids.bytes(2).readUInt16BE()) / 0xffff
}
