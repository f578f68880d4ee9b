import type { Server } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'

/** More requests of one connection than this wait unread until the first of them are answered. */
const maxUnanswered = 32

interface Connection {
  readonly socket: Socket
  /** Clients may send requests before the one before is answered: RFC 9112 section 9.3.2. */
  unanswered: number
  isClosed: boolean
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
  const waiting = new Set<Connection>()
  /** By the socket that its requests know: names are made of texts, and each request would pay for one. */
  const known = new WeakMap<Socket, Connection>()

  function find(socket: Socket): Connection | undefined {
    const found = known.get(socket)
    if (found !== undefined) return found
    const connection = connections.get(nameOf(socket))
    if (connection !== undefined) known.set(socket, connection)
    return connection
  }

  server.prependListener('connection', (socket: Socket) => {
    const name = nameOf(socket)
    const connection = { socket, unanswered: 0, isClosed: false }
    connections.set(name, connection)
    waiting.add(connection)
    socket.once('close', () => {
      connections.delete(name)
      waiting.delete(connection)
      connection.isClosed = true
    })
    if (connections.size <= maxConnections) return
    const [longest = connection] = waiting
    waiting.delete(longest)
    longest.socket.destroy()
  })
  server.prependListener('request', ({ socket }, response) => {
    const connection = find(socket)
    if (connection === undefined) return
    connection.unanswered += 1
    waiting.delete(connection)
    if (connection.unanswered === maxUnanswered) socket.pause()
    response.on('close', () => {
      connection.unanswered -= 1
      if (connection.unanswered === maxUnanswered - 1) socket.resume()
      if (connection.unanswered === 0 && !connection.isClosed) waiting.add(connection)
    })
  })
  return {
    get count() {
      return connections.size
    },
    isAsking: (socket) => (find(socket)?.unanswered ?? 0) > 0,
  }
}

/** Of a connection that is encrypted, requests know another socket than the one that was connected: both have the same peer. */
function nameOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
