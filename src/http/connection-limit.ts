import type { Server } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'

/**
 * Keeps the server reachable when there are as many connections as it may have: for a new one, that goes which has waited longest
 * without a request, be it that it never sent one. Where requests are under way on all of them, the new one is closed.
 */
export function limitConnections(server: Server | HttpsServer, maxConnections: number): void {
  let openCount = 0
  /** The one that has waited longest is the first. */
  const waiting = new Map<string, Socket>()

  server.prependListener('connection', (socket: Socket) => {
    const name = nameOf(socket)
    openCount += 1
    socket.once('close', () => {
      openCount -= 1
      waiting.delete(name)
    })
    if (openCount > maxConnections) {
      const [longest] = waiting
      const [goingName, going] = longest ?? [name, socket]
      waiting.delete(goingName)
      going.destroy()
    }
    if (!socket.destroyed) waiting.set(name, socket)
  })
  server.prependListener('request', ({ socket }, response) => {
    const name = nameOf(socket)
    const connection = waiting.get(name)
    waiting.delete(name)
    response.once('close', () => {
      if (connection?.destroyed === false) waiting.set(name, connection)
    })
  })
}

/** Of a connection that is encrypted, requests know another socket than the one that was connected: both have the same peer. */
function nameOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
