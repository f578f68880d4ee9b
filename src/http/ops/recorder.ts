import type { DenialNote } from '../../errors.ts'
import type { OperationLabel } from '../../request/operation.ts'

/** What hears of every request: the log, the metrics. */
export interface Recorder {
  /** Called once for each request, when its answer is out or its connection gone, wherever it was refused. */
  record(request: RequestRecord): void
}

export const doors = ['aws-json', 'aws-cbor', 'aws-query', 'oci', 'downloads', 'dev', 'probes'] as const
export type DoorName = (typeof doors)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a route: the door that answers it. */
    door?: DoorName
  }
}

/** All that is known of a request. Headers, query strings and bodies carry signatures, tokens and secrets, so they have no way in. */
export interface RequestRecord {
  readonly requestId: string
  /** The client's address: behind a trusted proxy, that of the proxy's client. */
  readonly sourceIp: string
  /** Undefined when no door has the path, and when it was no request of HTTP at all. */
  readonly door: DoorName | undefined
  /** Undefined when the request named none. */
  readonly operation: OperationLabel | undefined
  /** ARN of the caller; undefined when nobody was authenticated. */
  readonly principal: string | undefined
  readonly repository: string | undefined
  /** Undefined when the connection was gone before there was an answer. */
  readonly status: number | undefined
  /** True when the connection was gone before the answer was out. */
  readonly cut: true | undefined
  /** Bytes of the body that were read. */
  readonly receivedBytes: number
  /** Bytes of the answer's body, all of which were sent unless it was cut. */
  readonly sentBytes: number
  readonly durationMs: number
  /** The error's code, as the caller saw it. */
  readonly error: string | undefined
  /** Why the caller was denied, and what would have allowed it: never told to the caller. */
  readonly denial: DenialNote | undefined
  /** What the operator can do about the failure: never told to the caller. */
  readonly advice: string | undefined
  /** What broke, when it is the server's own fault: logged with its stack, never told to the caller. */
  readonly fault: unknown
}
