import type { FastifyInstance } from 'fastify'

/**
 * Stops listening at once, lets running requests end, and cuts those that take longer than `timeoutMs`:
 * an upload that is cut goes on from what was acknowledged.
 */
export async function closeGracefully(app: FastifyInstance, timeoutMs: number): Promise<void> {
  // A connection whose last request has ended would otherwise be kept open for a next one that never comes.
  const hangUp = setInterval(() => {
    app.server.closeIdleConnections()
  }, 50)
  const cut = setTimeout(() => {
    app.server.closeAllConnections()
  }, timeoutMs)
  await app.close()
  clearInterval(hangUp)
  clearTimeout(cut)
}
