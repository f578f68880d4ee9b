import type { FastifyRequest } from 'fastify'

/** What a door learns about a request, for its line in the log. Never a secret. */
export interface RequestNote {
  principal?: string
  operation?: string
  repository?: string
  /** The code of the failure. */
  error?: string
  /** Bytes of the answer's body. */
  bytes?: number
  /** What broke, when it is the server's own fault. */
  fault?: unknown
}

const notes = new WeakMap<FastifyRequest, RequestNote>()

export function noteRequest(request: FastifyRequest, note: RequestNote): void {
  const known = notes.get(request)
  if (known === undefined) notes.set(request, note)
  else Object.assign(known, note)
}

export function noteOf(request: FastifyRequest): RequestNote {
  return notes.get(request) ?? {}
}
