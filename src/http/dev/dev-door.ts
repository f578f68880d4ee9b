import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { foreignness } from '../../auth/foreign-request.ts'
import type { Context } from '../../request/context.ts'
import type { DevClock } from '../../dev/dev-clock.ts'
import { reset } from '../../dev/reset.ts'
import { StorageUnavailable } from '../../errors.ts'
import type { OperationLabel } from '../../request/operation.ts'
import { servedServices } from '../../served-services.ts'
import { isLoopbackAddress } from '../../standards/loopback/loopback.ts'
import { addFailure, addLogContext } from '../ops/log-context.ts'
import { approachOf } from '../request-host.ts'
import { sourceIp } from '../source-ip.ts'

export interface DevDoorOptions {
  readonly ctx: Context
  readonly clock: DevClock
  /** `--dev-reset`: those on other machines may, too, by a host that is configured. */
  readonly isForOthers: boolean
  readonly version: string
}

/**
 * Under `--dev`: what test suites ask of an emulator beside AWS's APIs. None of it takes credentials, so it is for this
 * machine's own programs, and never for a page in a browser.
 *
 * - `POST /moto-api/reset`: https://docs.getmoto.org/en/latest/docs/server_mode.html#reset-api
 * - `POST /_localstack/state/reset` and `GET /_localstack/health`:
 *   https://docs.localstack.cloud/aws/capabilities/networking/internal-endpoints/
 */
export function devDoor(app: FastifyInstance, options: DevDoorOptions, done: () => void): void {
  const { ctx, isForOthers, version } = options
  app.removeAllContentTypeParsers()
  // Some send an empty object, some a form, most nothing: none of it says anything.
  app.addContentTypeParser('*', (_request, payload, parsed) => {
    payload.resume()
    parsed(null)
  })
  app.addHook('onRequest', (request, reply, next) => {
    const problem = problemOf(request, ctx, isForOthers)
    if (problem === undefined) {
      next()
      return
    }
    addLogContext(request, { error: 'Forbidden', denial: { because: problem, wouldAllow: [mend] } })
    void sendText(reply.code(403), `This is only for programs of this machine, but ${problem}.\n`)
  })
  app.setErrorHandler((error, request, reply) => {
    const isAway = error instanceof StorageUnavailable
    const status = isAway ? 503 : 500
    addFailure(request, error, { code: 'ServerException', status })
    if (isAway) reply.header('retry-after', error.retryAfterSeconds)
    return sendText(reply.code(status), `${isAway ? error.message : 'Internal server error.'}\n`)
  })

  app.post('/moto-api/reset', { config }, async (request, reply) => {
    await resetNoted(options, request)
    return sendJson(reply, '{"status": "ok"}')
  })
  app.post('/_localstack/state/reset', { config }, async (request, reply) => {
    await resetNoted(options, request)
    return sendJson(reply, '{}')
  })
  const services = Object.fromEntries(servedServices.map(({ name }) => [name, 'running']))
  const health = JSON.stringify({ services, edition: 'community', version })
  app.route({
    config,
    method: ['GET', 'HEAD'],
    url: '/_localstack/health',
    handler: (_request, reply) => sendJson(reply, health),
  })
  done()
}

const config = { door: 'dev' } as const

const mend = 'a program of this machine that asks localhost, or --dev-reset and a host named by --dev-hosts'

function problemOf(request: FastifyRequest, { settings }: Context, isForOthers: boolean): string | undefined {
  const isOwnHost = isForOthers ? settings.isOwnHost : () => false
  const problem = foreignness(approachOf(request), isOwnHost)
  if (problem !== undefined || isForOthers) return problem
  // A proxy on this machine forwards requests of others, even if its headers are not trusted.
  const addresses = [sourceIp(request), request.raw.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '']
  const other = addresses.find((address) => !isLoopbackAddress(address))
  return other === undefined ? undefined : `it came from ${other}`
}

const resetting: OperationLabel = { service: 'dev', name: 'Reset', effect: 'changes' }

async function resetNoted({ ctx, clock }: DevDoorOptions, request: FastifyRequest): Promise<void> {
  addLogContext(request, { operation: resetting })
  await reset(ctx, clock)
}

function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/plain; charset=utf-8').send(text)
}

function sendJson(reply: FastifyReply, json: string): FastifyReply {
  return reply.type('application/json').send(json)
}
