import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { type DatabaseFault, relay } from './database-relay.ts'
import { type RoundTrips, watchRoundTrips } from './round-trips.ts'

/** Stands between a server and its database, and does to their connections what networks do. */
export interface DatabaseProxy {
  readonly port: number
  /** Decides on every request, by what it asks for; undefined lets all through. */
  fault: ((request: string) => DatabaseFault | undefined) | undefined
  /** Takes connections and never answers; those that are open fall silent too. */
  readonly fallSilent: () => void
  /** Breaks all connections, and refuses new ones. */
  readonly refuse: () => Promise<void>
  /** Lets everything through again; connections that fell silent are broken. */
  readonly recover: () => Promise<void>
  readonly close: () => Promise<void>
  /** How many round trips an action takes that nothing else runs beside. */
  readonly countRoundTrips: (action: () => Promise<unknown>) => Promise<number>
}

/** Answers take `latencyMs`, as over a network: then all that is sent without waiting for one is sent before it comes. */
export async function startDatabaseProxy(databasePort: number, latencyMs = 0): Promise<DatabaseProxy> {
  const sockets = new Set<Socket>()
  const watched: RoundTrips[] = []
  let isSilent = false
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((client) => {
    keep(client)
    if (isSilent) return
    const database = keep(connect(databasePort, '127.0.0.1'))
    const roundTrips = watchRoundTrips()
    watched.push(roundTrips)
    relay(client, database, {
      latencyMs,
      roundTrips,
      isSilent: () => isSilent,
      faultOf: (request) => proxy.fault?.(request),
    })
  })
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return address.port
  }
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const refuse = async (): Promise<void> => {
    const closed = server.listening ? once(server, 'close') : undefined
    server.close()
    breakAll()
    await closed
  }
  const roundTripsSoFar = (): number => watched.reduce((sum, { count }) => sum + count(), 0)
  const port = await listen(0)
  const proxy: DatabaseProxy = {
    port,
    fault: undefined,
    refuse,
    close: refuse,
    async countRoundTrips(action) {
      const before = roundTripsSoFar()
      await action()
      return roundTripsSoFar() - before
    },
    fallSilent: () => {
      isSilent = true
    },
    async recover() {
      isSilent = false
      breakAll()
      if (!server.listening) await listen(port)
    },
  }
  return proxy
}
