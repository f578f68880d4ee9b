import type { OutageReports } from './outage.ts'

/** What is told of jobs: to the log, and to what measures. */
export interface JobReports extends OutageReports {
  started(kind: string): void
  finished(kind: string, durationMs: number): void
  failed(error: unknown, attempt: FailedAttempt): void
}

export interface FailedAttempt {
  readonly kind: string
  readonly id: number
  /** Undefined if the attempt was that of a server which ended. */
  readonly durationMs?: number
  /** It is not tried again. */
  readonly isDead: boolean
}
