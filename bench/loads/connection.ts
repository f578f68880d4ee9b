import { connect, type Socket } from 'node:net'

/**
 * One keep-alive connection that speaks as little HTTP/1.1 as a load needs: a request, its whole answer, the next request.
 * Answers are counted, not kept, so that the generator costs less than what it measures.
 */
export interface Connection {
  /** Sends a request that is written already; fulfilled when its answer is whole. */
  send(request: string | Uint8Array, expectsBody?: boolean): Promise<Answer>
  /** Sends a request's head and then its body, no faster than the server takes it. */
  stream(head: string, body: Iterable<Uint8Array>): Promise<Answer>
  /** Whether the server has said that it closes the connection after the last answer. */
  isOver(): boolean
  close(): void
}

export interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly bodyBytes: number
  readonly isLast: boolean
}

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface Target {
  readonly host: string
  readonly port: number
  /** The value of Authorization at `/v2/`; undefined where nobody asks for it. */
  readonly authorization?: string
  /** For AWS's own API; undefined where it isn't spoken. */
  readonly credentials?: Credentials
}

/** One buffer for all: nobody looks at a body. */
const received = Buffer.allocUnsafeSlow(256 * 1024)

export async function openConnection({ host, port }: Target): Promise<Connection> {
  const reader = answerReader()
  const take = (sizeBytes: number): boolean => {
    reader.take(sizeBytes)
    return true
  }
  const socket = connect({ host, port, noDelay: true, onread: { buffer: received, callback: take } })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  socket.on('error', (error) => reader.fail(error))
  socket.on('close', () => reader.fail(new Error('the server closed the connection')))
  return {
    send(request, expectsBody = true) {
      const answer = reader.next(expectsBody)
      socket.write(request)
      return answer
    },
    async stream(head, body) {
      const answer = reader.next(true)
      socket.write(head)
      for (const chunk of body) if (!socket.write(chunk)) await Promise.race([drained(socket), answer])
      return answer
    },
    isOver: reader.isOver,
    close: () => socket.destroy(),
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('drain', resolve))
}

interface Waiting extends PromiseWithResolvers<Answer> {
  readonly expectsBody: boolean
  head: string
  answer: Answer | undefined
  leftBytes: number
}

function answerReader() {
  let waiting: Waiting | undefined
  return {
    isOver: () => waiting?.answer?.isLast === true,
    next(expectsBody: boolean): Promise<Answer> {
      waiting = { ...Promise.withResolvers<Answer>(), expectsBody, head: '', answer: undefined, leftBytes: 0 }
      return waiting.promise
    },
    take(sizeBytes: number): void {
      if (waiting === undefined) return
      if (waiting.answer === undefined) readHead(waiting, received.toString('latin1', 0, sizeBytes))
      else waiting.leftBytes -= sizeBytes
      if (waiting.answer !== undefined && waiting.leftBytes <= 0) waiting.resolve(waiting.answer)
    },
    fail(error: Error): void {
      waiting?.reject(error)
    },
  }
}

function readHead(waiting: Waiting, text: string): void {
  waiting.head += text
  const end = waiting.head.indexOf('\r\n\r\n')
  if (end < 0) return
  const head = waiting.head.slice(0, end)
  const status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length))
  const length = /\r\ncontent-length: *([0-9]+)/i.exec(head)?.[1]
  if (status >= 300) waiting.reject(new Error(`unexpected answer:\n${waiting.head}`))
  if (length === undefined && waiting.expectsBody && status !== 204) {
    waiting.reject(new Error(`an answer without a length can't be counted:\n${head}`))
  }
  const bodyBytes = waiting.expectsBody ? Number(length ?? 0) : 0
  waiting.leftBytes = bodyBytes - (waiting.head.length - end - '\r\n\r\n'.length)
  const location = /\r\nlocation: *([^\r\n]+)/i.exec(head)?.[1]
  waiting.answer = { status, location, bodyBytes, isLast: /\r\nconnection: *close/i.test(head) }
}
