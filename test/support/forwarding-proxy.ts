import { once } from 'node:events'
import { createServer, request as openRequest } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy in front of a server that passes everything on, and says where it came from. */
export interface ForwardingProxy {
  readonly port: number
  /** Where what comes now is said to come from. */
  clientAddress: string
  readonly stop: () => Promise<void>
}

export async function startForwardingProxy(
  server: { readonly url: string },
  clientAddress: string,
): Promise<ForwardingProxy> {
  const http = createServer((incoming, reply) => {
    const { method, url = '', headers } = incoming
    const forwarded = { ...headers, 'x-forwarded-for': proxy.clientAddress }
    const outgoing = openRequest(`${server.url}${url}`, { method, headers: forwarded }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    outgoing.on('error', () => reply.destroy())
    incoming.pipe(outgoing)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const proxy: ForwardingProxy = {
    port: (http.address() as AddressInfo).port,
    clientAddress,
    async stop() {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
  return proxy
}
