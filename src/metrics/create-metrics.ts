import { collectDefaultMetrics, Registry } from 'prom-client'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Database } from '../database/database.ts'
import type { Recorder } from '../http/ops/recorder.ts'
import type { JobReports } from '../jobs/job-reports.ts'
import { blobStoreMetrics } from './blob-store-metrics.ts'
import { databaseMetrics } from './database-metrics.ts'
import { jobMetrics } from './job-metrics.ts'
import { requestMetrics } from './request-metrics.ts'
import { type MetricsServer, serveMetrics } from './serve-metrics.ts'
import { serverMetrics, type ServerState } from './server-metrics.ts'

/** What is measured of one server, and how. Without `--metrics-port` there is none of it. */
export interface Metrics {
  readonly requests: Recorder
  readonly measureDatabase: (database: Database) => Database
  readonly measureStore: (store: BlobStore) => BlobStore
  readonly measureJobs: (reports: JobReports) => JobReports
  readonly watch: (state: ServerState) => void
  /** Begins to tell of them. */
  readonly serve: () => Promise<MetricsServer>
}

/** Port 0 picks a free one. docs/metrics.md lists all metrics. */
export function createMetrics(port: number, registry = new Registry()): Metrics {
  // The process: its processor time, memory, descriptors, and the delay of its event loop.
  collectDefaultMetrics({ register: registry })
  return {
    requests: requestMetrics(registry),
    measureDatabase: databaseMetrics(registry),
    measureStore: blobStoreMetrics(registry),
    measureJobs: jobMetrics(registry),
    watch: (state) => serverMetrics(registry, state),
    serve: () => serveMetrics(registry, port),
  }
}
