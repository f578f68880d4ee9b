/** How many there were when they were counted, and the newest id then. Kept in the row of whatever has the quota. */
export interface Counted {
  readonly count: number
  readonly toId: number
}

/**
 * Whether a quota surely holds without counting, for a row that just got the id `newestId`. Ids ascend, are never reused, and
 * all repositories share one sequence, so after the count there are at most as many new rows as new ids:
 *
 *     count(now) ≤ count + (newestId − toId)
 *
 *     count ─────────────┐ ids since, of this repository and of others
 *     ├──────────────────┼───────────┤┄┄┄┄┄┄┄┄┄┄┄┤
 *     0                toId       newestId     toId + limit − count: then it is counted again
 *
 * The limit is exact. A count is stored by the transaction that counts, and each transaction that adds a row reads the stored count.
 * A row that was added without seeing this count was committed before it, and is counted in it. A row that was added after it has an
 * id above `toId`; at most `limit − count` such ids pass. An insert writes only its own row, and reads only rows that it reads anyway.
 */
export function isSurelyWithin(limit: number, { count, toId }: Counted, newestId: number): boolean {
  return count + (newestId - toId) <= limit
}
