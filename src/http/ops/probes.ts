import type { FastifyInstance } from 'fastify'
import type { DevClock } from '../../dev/dev-clock.ts'
import { printInstant } from '../../platform/print-instant.ts'

export interface ProbeOptions {
  /** There when it was started with `--dev`, which whoever looks shall see. */
  readonly devClock: Pick<DevClock, 'now' | 'offsetMs'> | undefined
  /** Fulfilled when requests could be served now: the database answers. */
  readonly ready: () => Promise<unknown>
}

/**
 * For orchestrators, without authentication and without detail: `/livez` says that the process runs,
 * `/readyz` that requests would be served.
 */
export function probes(app: FastifyInstance, { devClock, ready }: ProbeOptions, done: () => void): void {
  app.get('/livez', { config }, (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'))
  app.get('/readyz', { config }, async (_request, reply) => {
    const isReady = await ready().then(
      () => true,
      () => false,
    )
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(isReady ? `ok\n${devClock === undefined ? '' : devNotice(devClock)}` : 'not ready\n')
  })
  done()
}

const config = { door: 'probes' } as const

function devNotice(clock: Pick<DevClock, 'now' | 'offsetMs'>): string {
  const moved = clock.offsetMs === 0 ? '' : `the clock is ahead of the system's: ${printInstant(clock.now())}\n`
  return `development mode: every caller is root of every account\n${moved}`
}
