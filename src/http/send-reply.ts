import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Pieces } from '../blobs/blobs.ts'
import { atTurnsEnd } from '../platform/at-turns-end.ts'
import { holdAnswer } from './bodies/hold-answer.ts'
import type { RequestBodies } from './bodies/request-bodies.ts'
import { noSniffing } from './no-sniffing.ts'
import type { Reply } from './oci/exchange.ts'
import { addLogContext } from './ops/log-context.ts'

/** Sends what a route has answered, as it stands: fastify's own way would cost a pull a sixth of its time. */
export function sendReply(
  reply: FastifyReply,
  { status, headers = {}, body }: Reply,
  bodies: RequestBodies,
): FastifyReply | Promise<FastifyReply> {
  if (typeof body === 'object' && !Buffer.isBuffer(body)) return sendPieces(reply, status, headers, body)
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body ?? '')
  holdAnswer(bodies, reply.raw, bytes.byteLength)
  sendAtOnce(reply, status, headers, bytes)
  return reply
}

/** Up to this size, headers and body go to the kernel in one write. */
const maxJoinedSizeBytes = 16 * 1024

function sendAtOnce(reply: FastifyReply, status: number, headers: OutgoingHttpHeaders, body: Buffer): void {
  reply.hijack()
  const response = reply.raw
  const sizeBytes = body.byteLength
  addLogContext(reply.request, { bytes: sizeBytes })
  response.writeHead(status, allHeaders(headers, hasLength(reply, status) ? sizeBytes : undefined))
  // As text of one byte a character: node joins text, and only text, with the headers.
  const isJoined = sizeBytes > 0 && sizeBytes <= maxJoinedSizeBytes
  atTurnsEnd(() => (isJoined ? response.end(body.toString('latin1'), 'latin1') : response.end(body)))
}

/** As names and values in turns, which node takes as they are. */
function allHeaders(headers: OutgoingHttpHeaders, sizeBytes?: number): OutgoingHttpHeader[] {
  const all: OutgoingHttpHeader[] = []
  for (const some of [noSniffing, headers]) for (const [name, value = ''] of Object.entries(some)) all.push(name, value)
  if (sizeBytes !== undefined && headers['content-length'] === undefined) all.push('content-length', sizeBytes)
  return all
}

/** RFC 9110 section 8.6: an answer to HEAD has the length that it was given, or none; 204 never has one. */
function hasLength({ request }: FastifyReply, status: number): boolean {
  return request.method !== 'HEAD' && status !== 204
}

/**
 * Sends a body whose pieces are lent: the next one is asked for when the kernel has the last. What fails before the first
 * byte is thrown, and can still be answered; later the caller only sees the body end too early, and the log says why.
 */
async function sendPieces(
  reply: FastifyReply,
  status: number,
  headers: OutgoingHttpHeaders,
  pieces: Pieces,
): Promise<FastifyReply> {
  const first = await pieces.next()
  reply.hijack()
  const response = reply.raw
  addLogContext(reply.request, { bytes: Number(headers['content-length'] ?? 0) })
  try {
    response.writeHead(status, allHeaders(headers))
    await sendAll(response, first, pieces)
  } catch (fault) {
    addLogContext(reply.request, { fault })
    response.destroy()
  } finally {
    await pieces.return()
  }
  return reply
}

/** Ends the body, or stops when the client is gone. */
async function sendAll(
  response: ServerResponse,
  first: IteratorResult<Uint8Array, void>,
  pieces: Pieces,
): Promise<void> {
  for (let next = first; next.done !== true; next = await pieces.next()) {
    if (!(await isSent(response, next.value))) return
  }
  response.end()
}

/** False when the client is gone. */
function isSent(response: ServerResponse, piece: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = (): void => resolve(false)
    response.once('close', giveUp)
    response.write(piece, (error) => {
      response.off('close', giveUp)
      resolve(error === null || error === undefined)
    })
  })
}
