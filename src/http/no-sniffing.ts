import type { FastifyInstance } from 'fastify'

/** In every answer: a browser shall take it for what its type says. https://fetch.spec.whatwg.org/#x-content-type-options-header */
export const noSniffing = { 'x-content-type-options': 'nosniff' } as const

/** Of whatever fastify answers; `send-reply.ts` and `malformed-requests.ts` answer beside it. */
export function forbidSniffing(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(noSniffing)
    done()
  })
}
