import type { FastifyRequest } from 'fastify'
import { type DenialNote, MemoryExhausted, ServiceError } from '../../errors.ts'
import type { OperationLabel } from '../../request/operation.ts'

/** What a door learns about a request, for those who record it. Never a secret. */
export interface LogContext {
  principal?: string
  operation?: OperationLabel
  repository?: string
  /** The code of the failure. */
  error?: string
  denial?: DenialNote | undefined
  /** What the operator can do about the failure. */
  advice?: string | undefined
  /** Bytes of the answer's body. */
  bytes?: number
  /** What broke, when it is the server's own fault. */
  fault?: unknown
}

declare module 'fastify' {
  interface FastifyRequest {
    logContext: LogContext | undefined
  }
}

export function addLogContext(request: FastifyRequest, note: LogContext): void {
  if (request.logContext === undefined) request.logContext = note
  else Object.assign(request.logContext, note)
}

/** What a request failed with: the code that its caller sees, and what only the log is told. */
export function addFailure(request: FastifyRequest, error: unknown, { code, status }: Failure): void {
  const isFault = status >= 500 && status !== 501 && !(error instanceof MemoryExhausted)
  addLogContext(request, {
    error: code,
    ...(isFault ? { fault: error } : {}),
    ...(error instanceof ServiceError ? error.note : {}),
  })
}

interface Failure {
  readonly code: string
  readonly status: number
}

export function logContextOf(request: FastifyRequest): LogContext {
  return request.logContext ?? {}
}
