/**
 * The outside of `/v2/` with nothing behind it: it answers as a registry does and counts the bytes that it throws away. It
 * speaks just enough HTTP/1.1 for clients that ask one thing at a time and say how long their bodies are.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type Socket } from 'node:net'

interface Request {
  readonly method: string
  readonly path: string
  readonly contentLength: number
  leftBytes: number
}

/** Sizes by the last segment of a path: uploads, then what they ended as. */
const sizes = new Map<string, number>()
const zeros = Buffer.alloc(4 * 1024 * 1024)
const headEnd = '\r\n\r\n'

createServer({ noDelay: true }, (socket) => {
  let head = ''
  let request: Request | undefined
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    if (request === undefined) {
      head += chunk.toString('latin1')
      const end = head.indexOf(headEnd)
      if (end < 0) return
      request = parse(head.slice(0, end))
      request.leftBytes -= head.length - end - headEnd.length
      head = ''
    } else request.leftBytes -= chunk.byteLength
    if (request.leftBytes > 0) return
    const whole = request
    request = undefined
    answer(socket, whole)
  })
}).listen(Number(process.argv[2]), '127.0.0.1')

function parse(head: string): Request {
  const [method = '', path = ''] = head.slice(0, head.indexOf('\r\n')).split(' ')
  const contentLength = Number(/\r\ncontent-length: *([0-9]+)/i.exec(head)?.[1] ?? 0)
  return { method, path, contentLength, leftBytes: contentLength }
}

function answer(socket: Socket, { method, path, contentLength }: Request): void {
  const [pathname = '', query = ''] = path.split('?')
  const name = pathname.slice(pathname.lastIndexOf('/') + 1)
  const knownBytes = sizes.get(name) ?? 0
  if (method === 'GET' || method === 'HEAD') {
    give(socket, knownBytes, method === 'GET')
    return
  }
  const digest = /(?:^|&)digest=([^&]+)/.exec(query)?.[1]
  const location = method === 'POST' ? pathname + randomUUID() : pathname
  sizes.set(digest ?? name, knownBytes + contentLength)
  const status = method === 'PUT' ? '201 Created' : '202 Accepted'
  socket.write(`HTTP/1.1 ${status}\r\nLocation: ${location}\r\nContent-Length: 0${headEnd}`)
}

function give(socket: Socket, sizeBytes: number, hasBody: boolean): void {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${sizeBytes}${headEnd}`)
  if (!hasBody) socket.write(head)
  else if (sizeBytes <= zeros.byteLength) socket.write(Buffer.concat([head, zeros.subarray(0, sizeBytes)]))
  else {
    socket.write(head)
    givePieces(socket, sizeBytes)
  }
}

function givePieces(socket: Socket, leftBytes: number): void {
  if (leftBytes <= 0 || socket.destroyed) return
  const piece = zeros.subarray(0, leftBytes)
  socket.write(piece, () => givePieces(socket, leftBytes - piece.byteLength))
}
