import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AuthenticateToken } from '../../auth/authenticate-token.ts'
import type { Context } from '../../request/context.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import { notFoundPage } from '../not-found-page.ts'
import { approachOf, originOf, registryOf } from '../request-host.ts'
import { addFailure, addLogContext } from '../ops/log-context.ts'
import { bodyOf, type RequestBodies } from '../bodies/request-bodies.ts'
import { scopeOf } from '../scope-of.ts'
import { sendReply } from '../send-reply.ts'
import { endpoints } from './endpoints.ts'
import type { Endpoint, Exchange, Method, Reply } from './exchange.ts'
import { OciError, toOciError } from './oci-errors.ts'
import { parseQuery } from './parse-query.ts'
import { parseTarget, type RequestTarget } from './request-target.ts'
import { parseRoute, type Route } from './route.ts'

export interface OciDoorOptions {
  readonly ctx: Context
  readonly pipeline: Pipeline
  readonly authenticate: AuthenticateToken
  readonly bodies: RequestBodies
}

/** `/v2/`: Docker's and OCI's registry protocol, on the same operations as the AWS API. */
export function ociDoor(app: FastifyInstance, options: OciDoorOptions, done: () => void): void {
  app.setErrorHandler((error, request, reply) => sendError(options, request, reply, error))
  app.route({
    config: { door: 'oci' },
    method: app.supportedMethods,
    url: '/v2',
    // Before fastify would judge a Content-Type: bodies are streams of bytes here, whatever they call themselves.
    onRequest: (request, reply) => answer(options, request, reply),
    handler: answeredBefore,
  })
  done()
}

function answeredBefore(): never {
  throw new Error('a request of /v2/ was left without an answer')
}

async function answer(options: OciDoorOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = await options.authenticate(request.headers.authorization, approachOf(request))
  if (caller === undefined) return challenge(options, request, reply)
  addLogContext(request, { principal: caller.arn })
  const target = parseTarget(request.originalUrl)
  refuseOtherHost(target, request)
  const route = parseRoute(target.path)
  if (route === undefined) return noSuchPage(reply)
  addLogContext(request, { repository: route.name })
  const endpoint = findEndpoint(route, request.method)
  addLogContext(request, { operation: endpoint.operations[0] })
  const exchange: Exchange = {
    pipeline: options.pipeline,
    scope: scopeOf(request, { registry: registryOf(request), caller, door: 'oci' }),
    route,
    query: parseQuery(target.query),
    headers: request.headers,
    body: bodyOf(options.bodies, request.raw),
    origin: originOf(request, options.ctx.settings),
  }
  return send(options, reply, await endpoint.handle(exchange))
}

/** The host in an absolute target counts (RFC 9112 §3.2.2). Host has been read by then, so the two must agree. */
function refuseOtherHost({ host }: RequestTarget, request: FastifyRequest): void {
  if (host === undefined || host.toLowerCase() === request.headers.host?.toLowerCase()) return
  throw new OciError(400, 'UNSUPPORTED', 'The target of the request names another host than its Host header')
}

function findEndpoint(route: Route, method: string): Endpoint {
  const ofRoute = endpoints[route.kind]
  const endpoint = ofRoute[method as Method]
  if (endpoint !== undefined) return endpoint
  throw new OciError(405, 'UNSUPPORTED', 'The operation is unsupported.', { allow: Object.keys(ofRoute).join(', ') })
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html: Basic, the realm ends with a slash. */
function challenge(
  options: OciDoorOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> {
  const realm = `${originOf(request, options.ctx.settings)}/`
  return send(options, reply, {
    status: 401,
    headers: {
      'www-authenticate': `Basic realm="${realm}",service="ecr.amazonaws.com"`,
      'content-type': 'text/plain; charset=utf-8',
    },
    body: request.method === 'HEAD' ? '' : 'Not Authorized\n',
  })
}

const apiVersion = { 'docker-distribution-api-version': 'registry/2.0' }

function noSuchPage(reply: FastifyReply): FastifyReply {
  return notFoundPage(reply.headers(apiVersion))
}

function send(
  { bodies }: OciDoorOptions,
  reply: FastifyReply,
  { status, headers, body }: Reply,
): FastifyReply | Promise<FastifyReply> {
  return sendReply(reply, { status, headers: { ...apiVersion, ...headers }, body }, bodies)
}

function sendError(
  options: OciDoorOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply | Promise<FastifyReply> {
  const { status, code, message, headers } = isClientGone(request, error) ? brokenOff() : toOciError(error)
  addFailure(request, error, { code, status })
  const body = Buffer.from(JSON.stringify({ errors: [{ code, message }] }))
  return send(options, reply, {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength },
    ...(request.method === 'HEAD' ? {} : { body }),
  })
}

/** The body's own failure: its sender will not read the answer, but the log must not show it as a fault of the server. */
function isClientGone({ raw }: FastifyRequest, error: unknown): boolean {
  return raw.errored !== null && raw.errored === error
}

const brokenOff = (): OciError => new OciError(400, 'SIZE_INVALID', 'The body ended before it was complete')
