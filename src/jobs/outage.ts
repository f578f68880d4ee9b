import type { Clock } from '../platform/clock.ts'

/** What is heard of an outage by who watches. */
export interface OutageReports {
  /** It begins, or it lasts: not more often than once a minute. */
  away(error: unknown): void
  /** It is over. */
  back(): void
}

export interface Outage {
  readonly failed: (error: unknown) => void
  readonly succeeded: () => void
}

const reportIntervalMs = 60_000

/** Something is tried again and again: while it fails, a line for every try would bury all others. */
export function watchOutage(clock: Clock, reports: OutageReports): Outage {
  let reportedAt: number | undefined
  return {
    failed(error) {
      if (reportedAt !== undefined && clock.now() < reportedAt + reportIntervalMs) return
      reportedAt = clock.now()
      reports.away(error)
    },
    succeeded() {
      if (reportedAt === undefined) return
      reportedAt = undefined
      reports.back()
    },
  }
}
