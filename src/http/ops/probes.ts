import type { FastifyInstance } from 'fastify'

export interface ProbeOptions {
  /** Started with `--dev`, which whoever looks shall see. */
  readonly isDev: boolean
  /** Fulfilled when requests could be served now: the database answers. */
  readonly ready: () => Promise<unknown>
}

/**
 * For orchestrators, without authentication and without detail: `/livez` says that the process runs,
 * `/readyz` that requests would be served.
 */
export function probes(app: FastifyInstance, { isDev, ready }: ProbeOptions, done: () => void): void {
  app.get('/livez', (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'))
  app.get('/readyz', async (_request, reply) => {
    const isReady = await ready().then(
      () => true,
      () => false,
    )
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(isReady ? `ok\n${isDev ? devNotice : ''}` : 'not ready\n')
  })
  done()
}

const devNotice = 'development mode: every caller is root of every account\n'
