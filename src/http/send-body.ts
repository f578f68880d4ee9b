import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Pieces } from '../blobs/blobs.ts'
import { noteRequest } from './ops/request-note.ts'

export function sendBody(
  reply: FastifyReply,
  body: Buffer | string | Pieces | undefined,
): FastifyReply | Promise<FastifyReply> {
  if (typeof body === 'string') return reply.send(Buffer.from(body))
  return body === undefined || Buffer.isBuffer(body) ? reply.send(body) : sendPieces(reply, body)
}

/**
 * Sends a body whose pieces are lent: the next one is asked for when the kernel has the last. What fails before the first
 * byte is thrown, and can still be answered; later the caller only sees the body end too early, and the log says why.
 */
async function sendPieces(reply: FastifyReply, pieces: Pieces): Promise<FastifyReply> {
  const first = await pieces.next()
  reply.hijack()
  const response = reply.raw
  try {
    response.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders)
    await sendAll(response, first, pieces)
  } catch (fault) {
    noteRequest(reply.request, { fault })
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
