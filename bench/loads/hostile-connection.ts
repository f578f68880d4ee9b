import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Target } from './connection.ts'

/** What a request came to: the status of its answer, or why there is none. */
export type Outcome = `${number}` | 'cut' | 'no answer'

/** A client that isn't answered after so long gives up. */
const patienceMs = 60_000

/** Sends what was made as bytes on a connection of its own, and reads the whole answer. */
export async function ask(target: Target, ...pieces: readonly (string | Uint8Array)[]): Promise<Outcome> {
  const socket = await openSocket(target)
  const answer = answerOf(socket)
  // A server that cuts the connection may have answered before.
  for (const piece of pieces) socket.write(piece)
  const outcome = await answer
  socket.destroy()
  return outcome
}

/** Undisturbed by what the server does to it. */
export async function openSocket({ host, port }: Target): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true })
  socket.on('error', () => undefined)
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined)
  return socket
}

/** Fulfilled when the answer has come whole. */
export function answerOf(socket: Socket): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  let head = ''
  let status: Outcome | undefined
  let leftBytes = Infinity
  socket.on('data', (data: Buffer) => {
    if (status === undefined) {
      head += data.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      // One with 100 is followed by the answer itself.
      if (end < 0 || head.startsWith('HTTP/1.1 100')) return
      status = `${Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length))}`
      const length = Number(/\r\ncontent-length: *([0-9]+)/i.exec(head.slice(0, end))?.[1] ?? 'Infinity')
      leftBytes = length - (head.length - end - '\r\n\r\n'.length)
    } else leftBytes -= data.byteLength
    if (leftBytes <= 0) resolve(status)
  })
  socket.once('close', () => {
    resolve(status ?? 'cut')
  })
  const patience = setTimeout(() => {
    resolve(status ?? 'no answer')
  }, patienceMs)
  return promise.finally(() => {
    clearTimeout(patience)
  })
}
