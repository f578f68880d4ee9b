/** How many there were when they were counted, and the newest id then. Kept in the row of whatever has the quota. */
export interface Counted {
  readonly count: number
  readonly toId: number
}

/**
 * Whether a quota holds without counting, for one that just got the id `newestId`: ids are handed out ascending and
 * never twice, to all repositories from one row, so that since the count no more have come than ids.
 *
 *     count ─────────────┐ ids since, of this repository and of others
 *     ├──────────────────┼───────────┤┄┄┄┄┄┄┄┄┄┄┄┤
 *     0                toId       newestId     toId + limit − count: then it is counted again
 *
 * It holds exactly. Whoever counts writes the count in the same transaction, and whoever adds has read it: so who has not
 * seen a count comes before it and is in it, and who has seen it got an id above `toId`. Of those there are `limit − count`
 * that pass, and they differ. What one that adds reads and writes is its own, but for the row that it reads anyway.
 */
export function isSurelyWithin(limit: number, { count, toId }: Counted, newestId: number): boolean {
  return count + (newestId - toId) <= limit
}
