import type { FastifyReply } from 'fastify'

/** A path that no door knows, in the words that ECR has for it. */
export function notFoundPage(reply: FastifyReply): FastifyReply {
  return reply.code(404).header('content-type', 'text/plain; charset=utf-8').send('404 page not found\n')
}
