import type { FastifyInstance } from 'fastify'
import type { Log } from '../../log.ts'
import { logRequest } from './request-log.ts'
import { noteOf } from './request-note.ts'

/** One line for every request, when its answer is out or its client gone. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { principal, operation, repository, error, fault } = noteOf(request)
    logRequest(log, {
      requestId: request.id,
      principal,
      operation,
      repository,
      status: reply.statusCode,
      bytes: request.method === 'HEAD' ? 0 : Number(reply.getHeader('content-length') ?? 0),
      durationMs: reply.elapsedTime,
      error,
      fault,
    })
    done()
  })
}
