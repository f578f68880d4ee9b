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
