import type { IncomingMessage } from 'node:http'
import Fastify, { type FastifyInstance } from 'fastify'
import { createTokenAuthentication } from '../auth/authenticate-token.ts'
import { connectionsFor, descriptorLimit } from '../config/descriptor-limit.ts'
import { secureContext, type TlsIdentity } from '../config/tls-identity.ts'
import type { Context } from '../request/context.ts'
import { first, type Work } from '../database/statement.ts'
import { openToken } from '../ecr/tokens/registry-token.ts'
import { selectRegistry } from '../ecr/registry/registries.table.ts'
import { awsDoor, servedNames } from '../http/aws-door.ts'
import { services } from '../services.ts'
import type { AwsDoorOptions } from '../http/aws-protocol.ts'
import { devDoor } from '../http/dev/dev-door.ts'
import { dropUnreadBodies } from '../http/bodies/drop-unread-bodies.ts'
import { leaveUnread } from '../http/bodies/leave-unread.ts'
import { type Connections, limitConnections } from '../http/connection-limit.ts'
import { downloadsDoor } from '../http/downloads/downloads-door.ts'
import { answerMalformed } from '../http/malformed-requests.ts'
import { forbidSniffing } from '../http/no-sniffing.ts'
import { ociDoor } from '../http/oci/oci-door.ts'
import { recordMalformed } from '../http/ops/record-malformed.ts'
import { recordRequests } from '../http/ops/record-requests.ts'
import type { Recorder } from '../http/ops/recorder.ts'
import { probes } from '../http/ops/probes.ts'
import { refuseMalformedHosts } from '../http/request-host.ts'
import { routedUrl } from '../http/routed-url.ts'
import { takeEveryRequest } from '../http/take-every-request.ts'
import { answerUnknownPaths } from '../http/unknown-paths.ts'
import { registryKinds } from '../standards/arn/registry-key.ts'
import type { OpenContext } from './create-context.ts'
import type { ServerParts } from './server-parts.ts'

/** A silent connection is asked for a sign of life after so long. */
const keepAliveProbeMs = 60_000

/** A connection on which the handshake of TLS isn't done after so long is closed: until then nothing of ours knows of it. */
const handshakeTimeoutMs = 5_000

interface AppParts {
  readonly doors: AwsDoorOptions
  readonly recorders: readonly Recorder[]
  readonly tls: TlsIdentity | undefined
}

interface App {
  readonly app: FastifyInstance
  readonly connections: Connections
}

/** The doors, and what every request passes before it reaches one. */
export function createApp(
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

/** The database answers. */
function* isAnswering(): Work<void> {
  yield* first(selectRegistry, { kind: registryKinds.ecr, account: '', region: '' })
}
