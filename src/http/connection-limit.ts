import type { Server } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'

/** More requests of one connection than this wait unread until the first of them are answered. */
const maxUnanswered = 32

interface Connection {
  readonly socket: Socket
  /** Clients may send requests before the one before is answered: RFC 9112 section 9.3.2. */
  unanswered: number
}

/** The connections that there are. */
export interface Connections {
  readonly count: number
  /** Whether a request of this one is not answered yet. */
  isAsking(socket: Socket): boolean
}

/**
 * Keeps the server reachable when there are as many connections as it may have: for a new one, that goes which has waited longest
 * without a request, be it that it never sent one. Where requests are under way on all of them, the new one is closed.
 */
export function limitConnections(server: Server | HttpsServer, maxConnections: number): Connections {
  const connections = new Map<string, Connection>()
  /** Those without a request; the one that has waited longest is the first. */
  const waiting = new Map<string, Connection>()

  server.prependListener('connection', (socket: Socket) => {
    const name = nameOf(socket)
    const connection = { socket, unanswered: 0 }
    connections.set(name, connection)
    waiting.set(name, connection)
    socket.once('close', () => {
      connections.delete(name)
      waiting.delete(name)
    })
    if (connections.size <= maxConnections) return
    const [[longestName, longest] = [name, connection]] = waiting
    waiting.delete(longestName)
    longest.socket.destroy()
  })
  server.prependListener('request', ({ socket }, response) => {
    const name = nameOf(socket)
    const connection = connections.get(name)
    if (connection === undefined) return
    connection.unanswered += 1
    waiting.delete(name)
    if (connection.unanswered === maxUnanswered) socket.pause()
    response.once('close', () => {
      connection.unanswered -= 1
      if (connection.unanswered === maxUnanswered - 1) socket.resume()
      if (connection.unanswered === 0 && connections.has(name)) waiting.set(name, connection)
    })
  })
  return {
    get count() {
      return connections.size
    },
    isAsking: (socket) => (connections.get(nameOf(socket))?.unanswered ?? 0) > 0,
  }
}

/** Of a connection that is encrypted, requests know another socket than the one that was connected: both have the same peer. */
function nameOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
