import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Arrivals } from './arrivals.ts'

/** What a request still sends when it is answered is dropped. Most have no body, and nothing is done for them. */
export function dropUnreadBodies(app: FastifyInstance, arrivals: Arrivals): void {
  app.addHook('onRequest', ({ raw }, reply, done) => {
    if (hasBody(raw)) reply.raw.once('close', () => arrivals.dropRest(raw))
    done()
  })
}

/** RFC 9112 section 6.3: a request without either header has none. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}
