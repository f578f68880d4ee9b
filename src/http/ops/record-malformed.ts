import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Ids } from '../../platform/ids.ts'
import type { Connections } from '../connection-limit.ts'
import { malformedStatus } from '../malformed-requests.ts'
import { withoutMapping } from '../source-ip.ts'
import type { Recorder, RequestRecord } from './recorder.ts'

/**
 * Tells the recorders of what is no request of HTTP, or never became whole: no framework and no door hears of it. What goes wrong
 * while a request is answered is part of that one. Connections also end without anybody having asked anything: those aren't meant.
 */
export function recordMalformed(
  { server }: FastifyInstance,
  { connections, ids, recorders }: { connections: Connections; ids: Ids; recorders: readonly Recorder[] },
): void {
  // Before it is answered, which ends the connection: one that has ended has no address.
  server.prependListener('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!isMalformed(error) || connections.isAsking(socket)) return
    const record = { ...nothingKnown, ...refusalOf(error), requestId: ids.uuid(), sourceIp: addressOf(socket) }
    for (const recorder of recorders) recorder.record(record)
  })
}

/** As node's parser and its timer name what they refuse; all others are failures of the connection. */
function isMalformed({ code = '' }: NodeJS.ErrnoException): boolean {
  return code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT'
}

function refusalOf({ code }: NodeJS.ErrnoException): Pick<RequestRecord, 'status' | 'error'> {
  return { status: malformedStatus(code), error: code }
}

const addressOf = ({ remoteAddress = '' }: Socket): string => withoutMapping(remoteAddress)

const nothingKnown = {
  door: undefined,
  operation: undefined,
  principal: undefined,
  repository: undefined,
  cut: undefined,
  receivedBytes: 0,
  sentBytes: 0,
  durationMs: 0,
  denial: undefined,
  advice: undefined,
  fault: undefined,
} as const
