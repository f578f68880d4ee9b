import { Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createSignatureAuthentication } from './auth/authenticate-signature.ts'
import { createLastUsedRecorder } from './auth/last-used-recorder.ts'
import type { LimitOptions } from './config/limit-options.ts'
import { serverUrl } from './config/server-url.ts'
import { readTlsIdentity, type TlsIdentity } from './config/tls-identity.ts'
import { followIntervalMs } from './dev/dev-clock.ts'
import { expireLeasesOfLastRun } from './ecr/layers/upload-lease.ts'
import { jobKinds, policySources } from './services.ts'
import { createAuthorizer } from './auth/authorize.ts'
import { createArrivals, tickMs } from './http/bodies/arrivals.ts'
import { createMemoryBudget } from './http/bodies/memory-budget.ts'
import type { RequestBodies } from './http/bodies/request-bodies.ts'
import { closeGracefully } from './http/ops/close-gracefully.ts'
import { requestLog } from './http/ops/request-log.ts'
import { renewIdentity } from './http/ops/renew-identity.ts'
import { watchPipeline } from './http/ops/in-flight-requests.ts'
import type { JobReports } from './jobs/job-reports.ts'
import { expireJobLeases } from './jobs/job-lease.ts'
import { repeat, type Repetition } from './jobs/repeat.ts'
import { type JobRunner, runJobs } from './jobs/run-jobs.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/create-metrics.ts'
import type { MetricsServer } from './metrics/serve-metrics.ts'
import { createPipeline } from './pipeline/pipeline.ts'
import { createApp } from './server/create-app.ts'
import { createContext, type OpenContext } from './server/create-context.ts'
import type { ServerParts } from './server/server-parts.ts'

/** A server that answers. */
export interface RunningServer extends OpenContext {
  /** How this machine's own clients reach it. */
  readonly url: string
  /** Where this machine's programs read the metrics; undefined when there are none. */
  readonly metricsUrl: string | undefined
  /** Undefined when it speaks plain HTTP. */
  readonly tls: TlsIdentity | undefined
  /** What requests hold now. */
  readonly bodies: RequestBodies
  readonly jobs: JobRunner
  /** Refuses what is new, finishes what runs (for so long at the most), and lets go of everything. */
  close(timeoutMs: number): Promise<void>
}

/** Requests that were cut have so long to write down how far they came. */
const settleMs = 5_000

/** Connections that come at once wait to be accepted; one that finds no room tries again after a second. The system may allow fewer. */
const maxBacklog = 10_000

/** Puts the program together: the only place that names concrete drivers. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { options, log } = parts
  const address = { port: options.port }
  const tls = parts.tls && (await readTlsIdentity(parts.tls))
  const metrics = await openMetrics(options)
  const { ctx, devClock } = await createContext(parts, { metrics, listeningPort: () => address.port })
  const work = watchPipeline(createPipeline(ctx, createAuthorizer(ctx.settings, policySources)))
  const uses = createLastUsedRecorder(ctx)
  const bodies = createBodies(options)
  const doors = { pipeline: work.pipeline, authenticate: createSignatureAuthentication(ctx, uses), bodies }
  const recorders = [requestLog(log), ...(metrics === undefined ? [] : [metrics.requests])]
  const { app, connections } = createApp({ ctx, devClock }, { doors, recorders, tls }, parts)
  metrics?.watch({
    connections: () => connections.count,
    requestsRunning: () => work.count,
    requestMemoryBytes: () => bodies.memory.heldBytes,
    requestMemoryLimitBytes: () => options.requestMemoryMebibytes * 1024 * 1024,
  })
  let metricsServer: MetricsServer | undefined
  try {
    if (options.database === undefined) {
      await expireLeasesOfLastRun(ctx)
      await expireJobLeases(ctx)
    }
    metricsServer = await metrics?.serve()
    await app.listen({ host: options.host, port: options.port, backlog: maxBacklog })
  } catch (error) {
    await Promise.all([metricsServer?.close(), ctx.blobs.close(), ctx.database.close()])
    throw error
  }
  const ticking = setInterval(() => bodies.arrivals.tick(bodies.memory.wasScarce()), tickMs).unref()
  address.port = (app.server.address() as AddressInfo).port
  const jobs = runJobs(ctx, jobKinds, metrics?.measureJobs(jobReports(log)) ?? jobReports(log))
  // Schedules begin now, before anybody moves the clock.
  jobs.poke()
  devClock?.whenMoved(() => jobs.runDue())
  // The jobs say when the database is away.
  const following =
    devClock &&
    repeat(
      followIntervalMs,
      () => devClock.follow(),
      () => undefined,
    )
  const renewal = tls && renew(app, tls, log)
  return {
    url: serverUrl(options.host, address.port, tls),
    metricsUrl: metricsServer?.url,
    tls,
    ctx,
    devClock,
    bodies,
    jobs,
    async close(timeoutMs) {
      await Promise.all([
        closeGracefully(app, timeoutMs),
        jobs.stop(timeoutMs),
        following?.stop(timeoutMs),
        renewal?.stop(timeoutMs),
      ])
      await metricsServer?.close()
      clearInterval(ticking)
      await Promise.all([work.settle(settleMs), uses.settle(settleMs)])
      await ctx.blobs.close()
      await ctx.database.close()
    },
  }
}

function createBodies({ requestMemoryMebibytes, bodySilenceSeconds, bodyBytesPerSecond }: LimitOptions): RequestBodies {
  return {
    arrivals: createArrivals({ silenceSeconds: bodySilenceSeconds, bytesPerSecond: bodyBytesPerSecond }),
    memory: createMemoryBudget(requestMemoryMebibytes * 1024 * 1024),
    silenceMs: bodySilenceSeconds * 1_000,
  }
}

function jobReports(log: Log): JobReports {
  return {
    started: () => undefined,
    finished: () => undefined,
    failed(error, { kind, id, isDead }) {
      log.error({ err: error, kind, id }, isDead ? 'job failed for the last time' : 'job failed')
    },
    away(error) {
      log.error({ err: error }, 'the jobs cannot be read')
    },
    back() {
      log.info({}, 'the jobs can be read again')
    },
  }
}

function renew({ server }: FastifyInstance, tls: TlsIdentity, log: Log): Repetition {
  if (!(server instanceof HttpsServer)) throw new Error('there is a certificate, but no TLS')
  return renewIdentity(server, tls, log)
}

async function openMetrics({ metricsPort }: ServerParts['options']): Promise<Metrics | undefined> {
  if (metricsPort === undefined) return undefined
  // Only who reads them pays for them.
  const { createMetrics } = await import('./metrics/create-metrics.ts')
  return createMetrics(metricsPort)
}
