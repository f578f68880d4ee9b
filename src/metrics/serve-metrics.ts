import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import { isLoopbackHost } from '../standards/loopback/loopback.ts'

export interface MetricsServer {
  readonly url: string
  close(): Promise<void>
}

/** Open to programs of this machine only, since there is no authentication: a proxy in front can add it. */
const host = '127.0.0.1'

const maxConnections = 16

/** Serves Prometheus' text at `/metrics`, on a port of its own: scraping takes no connection of clients. */
export async function serveMetrics(registry: Registry, port: number): Promise<MetricsServer> {
  const server = createServer(answerFrom(registry))
  server.maxConnections = maxConnections
  server.listen(port, host)
  await once(server, 'listening')
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** A page whose name a foreign DNS leads here is not answered. */
function isForThisMachine({ headers: { host = '' } }: IncomingMessage): boolean {
  return isLoopbackHost(host.replace(/:\d+$/, '').toLowerCase())
}

function answerFrom(registry: Registry): RequestListener {
  return (request, response) => {
    const answer = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': type }).end(text)
    }
    const refuse = (status: number, sentence: string): void =>
      answer(status, 'text/plain; charset=utf-8', `${sentence}\n`)
    if (!isForThisMachine(request))
      refuse(403, 'Metrics are only for programs of this machine, by a name of this machine.')
    else if (request.url?.split('?', 1)[0] !== '/metrics') refuse(404, 'Not Found')
    else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      refuse(405, 'Method Not Allowed')
    } else {
      registry.metrics().then(
        (text) => answer(200, registry.contentType, text),
        () => refuse(500, 'Internal Server Error'),
      )
    }
  }
}
