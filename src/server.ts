import type { IncomingMessage } from 'node:http'
import { Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { createSignatureAuthentication } from './auth/authenticate-signature.ts'
import { createTokenAuthentication } from './auth/authenticate-token.ts'
import { createLastUsedRecorder } from './auth/last-used-recorder.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { createBlobs } from './blobs/create-blobs.ts'
import { filesystemStore } from './blobs/filesystem/filesystem-store.ts'
import type { S3Location } from './blobs/s3/s3-location.ts'
import { connectionsFor, descriptorLimit } from './config/descriptor-limit.ts'
import type { LimitOptions } from './config/limit-options.ts'
import { ownHosts } from './config/own-hosts.ts'
import { registryHosts, registryProtocol } from './config/registry-host.ts'
import type { ServeOptions } from './config/serve-options.ts'
import { serverUrl } from './config/server-url.ts'
import type { TlsFiles } from './config/tls-files.ts'
import { readTlsIdentity, secureContext, type TlsIdentity } from './config/tls-identity.ts'
import type { Context } from './request/context.ts'
import type { Database } from './database/database.ts'
import { first, type Work } from './database/statement.ts'
import { openSqlite } from './database/dialects/sqlite/open-sqlite.ts'
import { type DevClock, followIntervalMs, openDevClock } from './dev/dev-clock.ts'
import { requireStorageIdentity } from './database/storage-identity.ts'
import { expireLeasesOfLastRun } from './ecr/layers/upload-lease.ts'
import { openToken } from './ecr/tokens/registry-token.ts'
import { selectRegistry } from './ecr/registry/registries.table.ts'
import { awsDoor, servedNames } from './http/aws-door.ts'
import { jobKinds, policySources, services } from './services.ts'
import { createAuthorizer } from './auth/authorize.ts'
import type { AwsDoorOptions } from './http/aws-protocol.ts'
import { devDoor } from './http/dev/dev-door.ts'
import { createArrivals, tickMs } from './http/bodies/arrivals.ts'
import { dropUnreadBodies } from './http/bodies/drop-unread-bodies.ts'
import { leaveUnread } from './http/bodies/leave-unread.ts'
import { createMemoryBudget } from './http/bodies/memory-budget.ts'
import type { RequestBodies } from './http/bodies/request-bodies.ts'
import { type Connections, limitConnections } from './http/connection-limit.ts'
import { downloadsDoor } from './http/downloads/downloads-door.ts'
import { answerMalformed } from './http/malformed-requests.ts'
import { forbidSniffing } from './http/no-sniffing.ts'
import { ociDoor } from './http/oci/oci-door.ts'
import { closeGracefully } from './http/ops/close-gracefully.ts'
import { recordMalformed } from './http/ops/record-malformed.ts'
import { recordRequests } from './http/ops/record-requests.ts'
import type { Recorder } from './http/ops/recorder.ts'
import { requestLog } from './http/ops/request-log.ts'
import { probes } from './http/ops/probes.ts'
import { renewIdentity } from './http/ops/renew-identity.ts'
import { watchPipeline } from './http/ops/in-flight-requests.ts'
import { refuseMalformedHosts } from './http/request-host.ts'
import { routedUrl } from './http/routed-url.ts'
import { takeEveryRequest } from './http/take-every-request.ts'
import { answerUnknownPaths } from './http/unknown-paths.ts'
import type { JobReports } from './jobs/job-reports.ts'
import { repeat, type Repetition } from './jobs/repeat.ts'
import { type JobRunner, runJobs } from './jobs/run-jobs.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics/create-metrics.ts'
import type { MetricsServer } from './metrics/serve-metrics.ts'
import { createPipeline } from './pipeline/pipeline.ts'
import { keyRing } from './sealing/key-ring.ts'
import { createAllowance } from './platform/allowance.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { type Ids, randomIds } from './platform/ids.ts'
import { registryKinds } from './standards/arn/registry-key.ts'

/** What a server is made of. Time and chance can be stood in for, by tests. */
export interface ServerParts {
  readonly options: Pick<
    ServeOptions,
    | 'host'
    | 'port'
    | 'account'
    | 'region'
    | 'registryHost'
    | 'sealing'
    | 'trustedProxies'
    | 'servicePrincipals'
    | 'database'
    | 'dev'
    | 'devHosts'
    | 'devReset'
    | 'metricsPort'
    | keyof LimitOptions
  >
  /** Undefined: it speaks plain HTTP. */
  readonly tls?: TlsFiles | undefined
  /** Where SQLite's file is, unless `options.database` names a PostgreSQL. */
  readonly databasePath: string
  readonly blobsPath: string
  /** Where blobs are instead, in an S3 bucket. */
  readonly bucket?: S3Location | undefined
  readonly masterKey: Uint8Array
  readonly log: Log
  /** Of the program, which some ask for. */
  readonly version: string
  /** The system's. */
  readonly clock?: Clock
  readonly ids?: Ids
}

/** A server that answers. */
export interface RunningServer {
  /** How this machine's own clients reach it. */
  readonly url: string
  /** Where this machine's programs read the metrics; undefined when there are none. */
  readonly metricsUrl: string | undefined
  /** Undefined when it speaks plain HTTP. */
  readonly tls: TlsIdentity | undefined
  readonly ctx: Context
  /** Under `--dev` it is `ctx.clock`, which is moved by it. */
  readonly devClock: DevClock | undefined
  /** What requests hold now. */
  readonly bodies: RequestBodies
  readonly jobs: JobRunner
  /** Refuses what is new, finishes what runs (for so long at the most), and lets go of everything. */
  close(timeoutMs: number): Promise<void>
}

type OpenContext = Pick<RunningServer, 'ctx' | 'devClock'>

/** A silent connection is asked for a sign of life after so long. */
const keepAliveProbeMs = 60_000

/** A connection on which the handshake of TLS isn't done after so long is closed: until then nothing of ours knows of it. */
const handshakeTimeoutMs = 5_000

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
    if (options.database === undefined) await expireLeasesOfLastRun(ctx)
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

/** The database answers. */
function* isAnswering(): Work<void> {
  yield* first(selectRegistry, { kind: registryKinds.ecr, account: '', region: '' })
}

async function openMetrics({ metricsPort }: ServerParts['options']): Promise<Metrics | undefined> {
  if (metricsPort === undefined) return undefined
  // Only who reads them pays for them.
  const { createMetrics } = await import('./metrics/create-metrics.ts')
  return createMetrics(metricsPort)
}

interface Measured {
  readonly metrics: Metrics | undefined
  readonly listeningPort: () => number
}

async function createContext(parts: ServerParts, { metrics, listeningPort }: Measured): Promise<OpenContext> {
  const { options, clock = systemClock, ids = randomIds } = parts
  const keys = keyRing(parts.masterKey, ids)
  const openedStore = await openStore(parts, ids)
  const store = metrics?.measureStore(openedStore) ?? openedStore
  const openedDatabase = await openDatabase(parts, ids)
  const database = metrics?.measureDatabase(openedDatabase) ?? openedDatabase
  const devClock = await claimDatabase(parts, { database, store, clock }).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  const ctx: Context = {
    database,
    blobs: createBlobs({ store, keys, ids, sealing: options.sealing }),
    keys,
    clock: devClock ?? clock,
    systemClock: clock,
    ids,
    limits: {
      uploads: options.maxUploadsPerPrincipal,
      sessions: options.maxSessionsPerPrincipal,
      simulation: createAllowance(options.simulatedCharactersPerMinute, clock),
    },
    settings: {
      protocol: registryProtocol(options, parts.tls === undefined ? 'http' : 'https'),
      defaultAccount: options.account,
      defaultRegion: options.region,
      isDev: options.dev,
      isOwnHost: ownHosts(options),
      servicePrincipals: options.servicePrincipals,
      registryHost: (account, region) => registryHosts(options, listeningPort())(account, region),
    },
  }
  return { ctx, devClock }
}

/** Claims the database. Nothing can move the clock of one that isn't for development. */
async function claimDatabase(
  { options }: ServerParts,
  { database, store, clock }: { readonly database: Database; readonly store: BlobStore; readonly clock: Clock },
): Promise<DevClock | undefined> {
  await requireStorageIdentity(database, { store: store.name, isDev: options.dev })
  return options.dev ? openDevClock(database, clock) : undefined
}

async function openDatabase({ options, databasePath }: ServerParts, ids: Ids): Promise<Database> {
  if (options.database === undefined) return openSqlite({ path: databasePath })
  // Only who uses PostgreSQL pays for its driver.
  const { openPostgres } = await import('./database/dialects/postgres/open-postgres.ts')
  return openPostgres({ url: options.database, ids })
}

async function openStore({ bucket, blobsPath }: ServerParts, ids: Ids): Promise<BlobStore> {
  if (bucket === undefined) return filesystemStore(blobsPath)
  // Only who uses S3 pays for its driver.
  const { openS3Store } = await import('./blobs/s3/open-s3-store.ts')
  return openS3Store({ location: bucket, ids })
}

interface AppParts {
  readonly doors: AwsDoorOptions
  readonly recorders: readonly Recorder[]
  readonly tls: TlsIdentity | undefined
}

interface App {
  readonly app: FastifyInstance
  readonly connections: Connections
}

function createApp(
  { ctx, devClock }: OpenContext,
  { doors, recorders, tls }: AppParts,
  { options, version }: ServerParts,
): App {
  const app = createListener(ctx, options.trustedProxies, tls)
  takeEveryRequest(app)
  leaveUnread(app)
  const connections = limitConnections(app.server, options.maxConnections ?? connectionsFor(descriptorLimit()))
  recordRequests(app, recorders)
  recordMalformed(app, { connections, ids: ctx.ids, recorders })
  forbidSniffing(app)
  dropUnreadBodies(app, doors.bodies.arrivals)
  refuseMalformedHosts(app, ctx.settings)
  const served = Object.values(services)
  answerUnknownPaths(app, servedNames(served))
  app.register(probes, { devClock, ready: () => ctx.database.read(isAnswering) })
  app.register(awsDoor, { ...doors, services: served })
  const { pipeline, bodies } = doors
  app.register(ociDoor, { ctx, pipeline, authenticate: createTokenAuthentication(ctx, openToken), bodies })
  app.register(downloadsDoor, { ctx, pipeline, bodies })
  if (devClock !== undefined) {
    app.register(devDoor, { ctx, clock: devClock, isForOthers: options.devReset, version })
  }
  return { app, connections }
}

function createListener(
  { ids }: Context,
  trustedProxies: readonly string[],
  tls: TlsIdentity | undefined,
): FastifyInstance {
  const settings = {
    genReqId: () => ids.uuid(),
    rewriteUrl: (request: IncomingMessage) => routedUrl(request.url ?? '/'),
    clientErrorHandler: answerMalformed,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle' as const,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  }
  // A client that vanished without closing its connection would hold its upload for ever.
  const sockets = { keepAlive: true, keepAliveInitialDelay: keepAliveProbeMs }
  // One that is missing is malformed like any other, and refused where they are.
  const listener = { ...sockets, requireHostHeader: false }
  if (tls === undefined) return Fastify({ ...settings, http: listener })
  return Fastify({ ...settings, https: { ...secureContext(tls), ...listener, handshakeTimeout: handshakeTimeoutMs } })
}
