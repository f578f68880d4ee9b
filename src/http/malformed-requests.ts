import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { noSniffing } from './no-sniffing.ts'

/**
 * Answers what is no request: node's parser gave it up, so there is neither a path nor a door, and the connection ends.
 * https://nodejs.org/api/http.html#event-clienterror
 */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.writable && error.code !== 'ECONNRESET') socket.write(answerTo(error.code))
  socket.destroy(error)
}

/** What a request that ends so is answered; others are malformed. */
const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

export const malformedStatus = (code = ''): number => statuses[code] ?? 400

function answerTo(code: string | undefined): string {
  const status = malformedStatus(code)
  const reason = STATUS_CODES[status] ?? ''
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': reason.length + 1,
    ...noSniffing,
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${reason}\n`
}
