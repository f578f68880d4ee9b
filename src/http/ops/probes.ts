import type { FastifyInstance } from 'fastify'

export interface ProbeOptions {
  /** Fulfilled when requests could be served now: the database answers. */
  readonly ready: () => Promise<unknown>
}

/**
 * For orchestrators, without authentication and without detail: `/livez` says that the process runs,
 * `/readyz` that requests would be served.
 */
export function probes(app: FastifyInstance, { ready }: ProbeOptions, done: () => void): void {
  app.get('/livez', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'))
  app.get('/readyz', async (_request, reply) => {
    const isReady = await ready().then(
      () => true,
      () => false,
    )
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(isReady ? 'ok\n' : 'not ready\n')
  })
  done()
}
