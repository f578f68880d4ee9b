import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../log.ts'
import { steadyTimeMs } from '../../platform/clock.ts'
import { sourceIp } from '../source-ip.ts'
import { logRequest, type RequestRecord } from './request-log.ts'
import { logContextOf } from './log-context.ts'

/** One line for every request, when its answer is out or its connection gone. */
export function logRequests(app: FastifyInstance, log: Log, nowMs: () => number = steadyTimeMs): void {
  app.addHook('onRequest', (request, reply, done) => {
    // Fastify's own `elapsedTime` counts only where a route has a hook for the answer's end.
    const beganMs = nowMs()
    // A connection that is gone has no address any more.
    const from = sourceIp(request)
    // Fastify's onResponse is for answers that went out whole: what was cut on the way would leave no line.
    reply.raw.once('close', () => {
      logRequest(log, { ...recordOf(request, reply), sourceIp: from, durationMs: nowMs() - beganMs })
    })
    done()
  })
}

function recordOf(request: FastifyRequest, reply: FastifyReply): Omit<RequestRecord, 'sourceIp' | 'durationMs'> {
  const { principal, operation, repository, bytes, error, denial, advice, fault } = logContextOf(request)
  const { headersSent, writableFinished } = reply.raw
  return {
    requestId: request.id,
    principal,
    operation,
    repository,
    status: headersSent ? reply.statusCode : undefined,
    cut: writableFinished ? undefined : true,
    bytes: request.method === 'HEAD' ? 0 : (bytes ?? Number(reply.getHeader('content-length') ?? 0)),
    error,
    denial,
    advice,
    fault,
  }
}
