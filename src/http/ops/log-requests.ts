import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../log.ts'
import { sourceIp } from '../source-ip.ts'
import { logRequest } from './request-log.ts'
import { noteOf } from './request-note.ts'

/** One line for every request, when its answer is out or its connection gone. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', (request, reply, done) => {
    // A connection that is gone has no address any more.
    const from = sourceIp(request)
    // Fastify's onResponse is for answers that went out whole: what was cut on the way would leave no line.
    reply.raw.once('close', () => {
      logAnswer(log, from, request, reply)
    })
    done()
  })
}

function logAnswer(log: Log, from: string, request: FastifyRequest, reply: FastifyReply): void {
  const { principal, operation, repository, bytes, error, denial, advice, fault } = noteOf(request)
  const { headersSent, writableFinished } = reply.raw
  logRequest(log, {
    requestId: request.id,
    sourceIp: from,
    principal,
    operation,
    repository,
    status: headersSent ? reply.statusCode : undefined,
    cut: writableFinished ? undefined : true,
    bytes: request.method === 'HEAD' ? 0 : (bytes ?? Number(reply.getHeader('content-length') ?? 0)),
    durationMs: reply.elapsedTime,
    error,
    denial,
    advice,
    fault,
  })
}
