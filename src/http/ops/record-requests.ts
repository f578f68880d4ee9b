import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { steadyTimeMs } from '../../platform/clock.ts'
import { receivedBytes } from '../bodies/received-bytes.ts'
import { sourceIp } from '../source-ip.ts'
import { logContextOf } from './log-context.ts'
import type { Recorder, RequestRecord } from './recorder.ts'

/** Tells the recorders of every request that the framework hears of. */
export function recordRequests(
  app: FastifyInstance,
  recorders: readonly Recorder[],
  nowMs: () => number = steadyTimeMs,
): void {
  app.decorateRequest('logContext', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    // Fastify's own `elapsedTime` counts only where a route has a hook for the answer's end.
    const beganMs = nowMs()
    // A connection that is gone has no address any more.
    const from = sourceIp(request)
    // Fastify's onResponse is for answers that went out whole: what was cut on the way would leave no record.
    reply.raw.on('close', () => {
      const record = recordOf(request, reply, from, nowMs() - beganMs)
      for (const recorder of recorders) recorder.record(record)
    })
    done()
  })
}

function recordOf(request: FastifyRequest, reply: FastifyReply, from: string, durationMs: number): RequestRecord {
  const { principal, operation, repository, bytes, error, denial, advice, fault } = logContextOf(request)
  const { headersSent, writableFinished } = reply.raw
  return {
    requestId: request.id,
    sourceIp: from,
    door: request.routeOptions.config.door,
    operation,
    principal,
    repository,
    status: headersSent ? reply.statusCode : undefined,
    cut: writableFinished ? undefined : true,
    receivedBytes: receivedBytes(request.raw),
    sentBytes: request.method === 'HEAD' ? 0 : (bytes ?? Number(reply.getHeader('content-length') ?? 0)),
    durationMs,
    error,
    denial,
    advice,
    fault,
  }
}
