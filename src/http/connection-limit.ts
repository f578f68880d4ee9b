import type { Server } from 'node:http'
import { Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'

/**
 * Keeps the server reachable when there are as many connections as it may have: for a new one, that goes which has waited longest
 * without a request, be it that it never sent one. Where requests are under way on all of them, the new one is closed.
 */
export function limitConnections(server: Server | HttpsServer, maxConnections: number): void {
  const open = new Set<Socket>()
  /** The one that has waited longest is the first. */
  const waiting = new Set<Socket>()
  const wait = (socket: Socket): void => {
    if (!socket.destroyed) waiting.add(socket)
  }
  server.prependListener('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    if (open.size <= maxConnections) return
    const [longest] = waiting
    waiting.delete(longest ?? socket)
    const going = longest ?? socket
    going.destroy()
  })
  // Of a connection that is encrypted, requests know only the socket that the handshake made.
  server.on(server instanceof HttpsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    wait(socket)
    socket.once('close', () => waiting.delete(socket))
  })
  server.prependListener('request', ({ socket }, response) => {
    waiting.delete(socket)
    response.once('close', () => wait(socket))
  })
}
