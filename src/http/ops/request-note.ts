import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'

/** What a door learns about a request, for its line in the log. Never a secret. */
export interface RequestNote {
  principal?: string
  operation?: string
  repository?: string
  /** The code of the failure. */
  error?: string
  /** What broke, when it is the server's own fault. */
  fault?: unknown
}

const notes = new WeakMap<FastifyRequest, RequestNote>()

export function noteRequest(request: FastifyRequest, note: RequestNote): void {
  notes.set(request, { ...notes.get(request), ...note })
}

export function noteOf(request: FastifyRequest): RequestNote {
  return notes.get(request) ?? {}
}

/** A body that breaks while it is sent: its caller only sees it end too early, so the log is where that is told. */
export function noteBrokenBody(request: FastifyRequest, body: unknown): void {
  if (body instanceof Readable) body.once('error', (fault) => noteRequest(request, { fault }))
}
