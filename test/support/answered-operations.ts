import { ecrOperations } from '../../src/ecr/operations.ts'
import { isImplemented } from '../../src/operation.ts'
import { stsOperations } from '../../src/sts/operations.ts'
import type { Ecrd } from './ecrd.ts'

/** A line of a server's log that tells of a request: src/http/ops/request-log.ts. */
interface RequestLine {
  readonly requestId: string
  readonly operation?: string
  readonly status: number
}

/** The operations that ecrd implements and that a server has not yet answered with what was asked for. */
export function unansweredOperations(server: Ecrd): readonly string[] {
  const answered = new Set(
    requestLines(server).map(({ status, operation }) => (status === 200 ? operation : undefined)),
  )
  return [...Object.values(ecrOperations), ...Object.values(stsOperations)]
    .filter((operation) => isImplemented(operation) && !answered.has(operation.name))
    .map(({ name }) => name)
}

/** What a server calls the request that a client knows by its id. */
export function operationOf(server: Ecrd, requestId: string | undefined): string | undefined {
  return requestLines(server).find((line) => line.requestId === requestId)?.operation
}

/** What stands in the log between the requests is for people, or for other tests. */
function requestLines(server: Ecrd): readonly RequestLine[] {
  return server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as RequestLine)
    .filter((line) => 'requestId' in line)
}
