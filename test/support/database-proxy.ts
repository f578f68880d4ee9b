import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { type RoundTrips, watchRoundTrips } from './round-trips.ts'

/** Stands between a server and its database, and does to their connections what networks do. */
export interface DatabaseProxy {
  readonly port: number
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
    const send = (bytes: Buffer): void => {
      if (isSilent) return
      roundTrips.sent(bytes)
      database.write(bytes)
    }
    const answer = (bytes: Buffer): void => {
      if (isSilent) return
      roundTrips.answered(bytes)
      client.write(bytes)
    }
    forward(client, database, send)
    forward(database, client, latencyMs === 0 ? answer : (bytes) => void setTimeout(answer, latencyMs, bytes))
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
  return {
    port,
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
}

function forward(from: Socket, to: Socket, pass: (bytes: Buffer) => void): void {
  from.on('data', pass)
  from.on('close', () => to.destroy())
}
