import type { DenialNote } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Recorder, RequestRecord } from './recorder.ts'

/** One line for every request. These are all the fields there are; those that are undefined are left out. */
export interface RequestLine
  extends Pick<RequestRecord, 'requestId' | 'sourceIp' | 'principal' | 'repository' | 'status' | 'durationMs'> {
  readonly operation: string | undefined
  readonly cut?: true | undefined
  readonly bytes: number
  readonly error?: string | undefined
  readonly denial?: DenialNote | undefined
  readonly advice?: string | undefined
}

export function requestLog(log: Log): Recorder {
  return {
    record(request) {
      const { fault } = request
      const line = lineOf(request)
      if (fault === undefined) log.info(line, 'request')
      else log.error({ ...line, err: fault }, 'request failed')
    },
  }
}

function lineOf(request: RequestRecord): RequestLine {
  const { requestId, sourceIp, principal, operation, repository, status, cut, sentBytes, error, denial, advice } =
    request
  return {
    requestId,
    sourceIp,
    principal,
    operation: operation?.name,
    repository,
    status,
    cut,
    bytes: sentBytes,
    durationMs: Math.round(request.durationMs * 10) / 10,
    error,
    denial,
    advice,
  }
}
