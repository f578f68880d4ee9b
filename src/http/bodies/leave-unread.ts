import type { FastifyInstance } from 'fastify'

/** Fastify reads no body, whatever its type: a door does, when it knows who sends it, and how long it may be. */
export function leaveUnread(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, parsed) => {
    parsed(null, payload)
  })
}
