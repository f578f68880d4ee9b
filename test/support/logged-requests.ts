import { ecrOperations } from '../../src/ecr/operations.ts'
import type { RequestLine } from '../../src/http/ops/request-log.ts'
import { type AnyOperation, isImplemented } from '../../src/request/operation.ts'
import { stsOperations } from '../../src/sts/operations.ts'
import type { Ecrd } from './ecrd.ts'
import { waitFor } from './processes.ts'

/** What a server logged of the request that a client knows by this id. */
export function loggedRequest(server: Ecrd, requestId: string | undefined): Promise<RequestLine> {
  return waitFor(`the line of request ${String(requestId)} in the log`, () =>
    requestsOf(server).find((request) => request.requestId === requestId),
  )
}

/** The operations of some services that ecrd implements and that a server has not yet answered with what was asked for. */
export function unansweredOperations(
  server: Ecrd,
  services: readonly Operations[] = [ecrOperations, stsOperations],
): readonly string[] {
  const answered = new Set(
    requestsOf(server)
      .filter(({ status }) => status === 200)
      .map(({ operation }) => operation),
  )
  return services
    .flatMap((operations) => Object.values(operations))
    .filter((operation) => isImplemented(operation) && !answered.has(operation.name))
    .map(({ name }) => name)
    .filter((name) => !alwaysRefused.includes(name))
}

/** There are no messages to decode, since neither ECR nor IAM encodes what it denies, and nobody has a password. */
const alwaysRefused = [
  'DecodeAuthorizationMessage',
  'GetLoginProfile',
  'DeleteLoginProfile',
  'GetAccountPasswordPolicy',
]

type Operations = Readonly<Record<string, AnyOperation>>

/** Every line of a request. Other lines are of the server's start, for people, or not wholly written yet. */
export function requestsOf(server: Ecrd): readonly RequestLine[] {
  const lines = server.output().split('\n')
  return lines
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as RequestLine | object)
    .filter((fields) => 'requestId' in fields)
}
