import { type Agent, request } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestServer } from './test-server.ts'

/** A request on its way: how much of its body is sent, when, and whether all of it, is the test's own. */
export interface OpenRequest {
  /** Fulfilled when the bytes have left this process. */
  readonly send: (bytes: Uint8Array) => Promise<void>
  readonly end: (bytes?: Uint8Array) => void
  /** Closes the connection, whatever has been promised. */
  readonly breakOff: () => Promise<void>
  readonly answer: Promise<OpenAnswer>
}

export interface OpenAnswer {
  readonly status: number | undefined
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Begins a request to `/v2/` as the root of the default account; its head is sent with the first bytes. */
export function openRequest(
  { url, authorizationToken }: Pick<TestServer, 'url' | 'authorizationToken'>,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  agent?: Agent,
): OpenRequest {
  const outgoing = request(new URL(path, url), {
    method,
    agent,
    headers: { authorization: `Basic ${authorizationToken}`, ...headers },
  })
  const closed = new Promise<void>((resolve) => outgoing.once('close', resolve))
  const answer = new Promise<OpenAnswer>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      text(incoming).then(
        (body) => resolve({ status: incoming.statusCode, headers: incoming.headers, text: body }),
        reject,
      )
    })
  })
  // Of a request that is broken off nobody awaits the answer.
  answer.catch(() => undefined)
  return {
    answer,
    send: (bytes) => new Promise((resolve) => outgoing.write(bytes, () => resolve())),
    end: (bytes) => void outgoing.end(bytes),
    breakOff() {
      outgoing.destroy()
      return closed
    },
  }
}
