import type { DenialNote } from '../../errors.ts'
import type { Log } from '../../log.ts'

/**
 * One line for every request. These are all the fields there are: headers, query strings and bodies carry signatures,
 * tokens and secrets, so they have no way in.
 */
export interface RequestRecord {
  readonly requestId: string
  /** Whom it came from: behind a trusted proxy, the proxy's client. */
  readonly sourceIp: string
  /** ARN of the caller; undefined when nobody was authenticated. */
  readonly principal: string | undefined
  /** The operation's name (`PutImage`); undefined when the request named none. */
  readonly operation: string | undefined
  readonly repository: string | undefined
  /** Undefined when the connection was gone before there was an answer. */
  readonly status: number | undefined
  /** True when the connection was gone before the answer was out. */
  readonly cut?: true | undefined
  /** Bytes of the answer's body, all of which were sent unless it was cut. */
  readonly bytes: number
  readonly durationMs: number
  /** The error's code, as the caller saw it. */
  readonly error?: string | undefined
  /** Why the caller was denied, and what would have allowed it: never told to the caller. */
  readonly denial?: DenialNote | undefined
  /** What the operator can do about the failure: never told to the caller. */
  readonly advice?: string | undefined
  /** What broke, when it is the server's own fault: logged with its stack, never told to the caller. */
  readonly fault?: unknown
}

export function logRequest(log: Log, record: RequestRecord): void {
  const { requestId, sourceIp, principal, operation, repository, status, cut, bytes } = record
  const { error, denial, advice, fault } = record
  const durationMs = Math.round(record.durationMs * 10) / 10
  const fields = {
    requestId,
    sourceIp,
    principal,
    operation,
    repository,
    status,
    cut,
    bytes,
    durationMs,
    error,
    denial,
    advice,
  }
  if (fault === undefined) log.info(fields, 'request')
  else log.error({ ...fields, err: fault }, 'request failed')
}
