import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection that is written to byte by byte: for what node:http would not send. */
export interface RawConnection {
  /** Sends text as it stands; each character is a byte. */
  readonly send: (text: string) => void
  /** Fulfilled when everything is on its way: what the kernel does not hold, the server has read. */
  readonly sent: () => Promise<void>
  /** The next answer on this connection. */
  readonly answer: () => Promise<RawAnswer>
  /** Everything that came until the server closed the connection. */
  readonly closed: () => Promise<string>
  readonly end: () => void
}

export interface RawAnswer {
  readonly status: number
  readonly head: string
  readonly body: string
}

export async function connectTo(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    received += text
  })
  // What is sent after the server has closed is lost; what matters is what was received.
  socket.on('error', () => undefined)
  return {
    send: (text) => socket.write(text, 'latin1'),
    async sent() {
      while (socket.writableLength > 0) await once(socket, 'drain')
    },
    async answer() {
      for (;;) {
        const answer = firstAnswer(received)
        if (answer !== undefined) {
          received = received.slice(answer.head.length + 4 + answer.body.length)
          return answer
        }
        if (socket.readableEnded || socket.destroyed) throw new Error(`closed without an answer: ${received}`)
        await change(socket)
      }
    },
    async closed() {
      while (!socket.readableEnded && !socket.destroyed) await change(socket)
      return received
    },
    end: () => socket.destroy(),
  }
}

/** More bytes, or the end. */
async function change(socket: Socket): Promise<void> {
  const cancel = new AbortController()
  const events = ['data', 'end', 'close'].map((event) => once(socket, event, { signal: cancel.signal }))
  await Promise.race(events.map(async (event) => event.catch(() => undefined)))
  cancel.abort()
}

/** An answer with Content-Length, or with none of 204 and 304. */
function firstAnswer(text: string): RawAnswer | undefined {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = text.slice(0, headEnd)
  const sizeBytes = Number(/^content-length: *([0-9]+)/im.exec(head)?.[1] ?? 0)
  const body = text.slice(headEnd + 4, headEnd + 4 + sizeBytes)
  if (body.length < sizeBytes) return undefined
  return { status: Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)), head, body }
}
