import { existsSync } from 'node:fs'
import { createAuthorizer } from '../auth/authorize.ts'
import { dataFolder } from '../config/data-folder.ts'
import { OptionError } from '../config/resolve-options.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import type { Database } from '../database/database.ts'
import type { Work } from '../database/statement.ts'
import { findClockOffset } from '../dev/dev-clock.ts'
import { findStorageIdentity } from '../database/storage-identity.ts'
import { explainAccess } from '../ecrd/explain-access.ts'
import { parseQuestion } from '../ecrd/question-rules.ts'
import { ServiceError, StorageUnavailable } from '../errors.ts'
import type { WhyDeniedRequest, WhyDeniedResponse } from '../generated/ecrd.ts'
import { systemClock } from '../platform/clock.ts'
import { randomIds } from '../platform/ids.ts'
import { print } from '../platform/terminal.ts'
import { policySources } from '../services.ts'
import { printError } from './print-error.ts'
import { CallFailed, type RemoteServer, remoteServer } from './remote-server.ts'
import type { WhyOptions } from './why-options.ts'

/**
 * `ecrd why`: has a server decide, or decides as a server would, on its database, whether the server runs or not; and says what the
 * decision rests on. Exit codes: 0 allowed, 1 denied, 2 not decided.
 */
export async function why(options: WhyOptions): Promise<number> {
  const asked = requestOf(options)
  const server = remoteServer(options)
  try {
    const answer = await (server === undefined ? askDatabase(options, asked) : askServer(server, asked))
    print(printed(answer))
    return answer.decision === 'ALLOWED' ? 0 : 1
  } catch (error) {
    if (!notDecided.some((known) => error instanceof known)) throw error
    printError((error as Error).message)
    return 2
  }
}

const notDecided = [CallFailed, CannotOpen, ServiceError, StorageUnavailable]

function requestOf({ principal, action, resource, tag, sourceIp, context }: WhyOptions): WhyDeniedRequest {
  if (principal === undefined || action === undefined) {
    throw new OptionError(['ecrd why needs --principal and --action.'])
  }
  const contextEntries = Object.entries(context).map(([key, values]) => ({ key, values }))
  return { principal, action, resource, imageTag: tag, sourceIp, contextEntries }
}

async function askServer(server: RemoteServer, asked: WhyDeniedRequest): Promise<WhyDeniedResponse> {
  const { callEcrd } = await import('./call-ecrd.ts')
  return callEcrd(server, 'WhyDenied', asked)
}

async function askDatabase(options: WhyOptions, asked: WhyDeniedRequest): Promise<WhyDeniedResponse> {
  const database = await open(options)
  try {
    return await database.read(() => explain(options, asked))
  } finally {
    await database.close()
  }
}

async function open({ data, database }: WhyOptions): Promise<Database> {
  if (database !== undefined) {
    const { openPostgres } = await import('../database/dialects/postgres/open-postgres.ts')
    return openPostgres({ url: database, ids: randomIds, maxConnections: 1, mayCreate: false })
  }
  const folder = dataFolder(data)
  if (!existsSync(folder.database)) {
    throw new CannotOpen(
      `There is no database in ${folder.path}. Name the data folder with --data, or a PostgreSQL database with --database.`,
    )
  }
  const { openSqliteToRead } = await import('../database/dialects/sqlite/open-to-read.ts')
  return openSqliteToRead(folder.database)
}

function* explain({ account, region }: WhyOptions, asked: WhyDeniedRequest): Work<WhyDeniedResponse> {
  const nowMs = systemClock.now() + (yield* findClockOffset())
  const settings = { isDev: (yield* findStorageIdentity())?.isDev === true, defaultAccount: account }
  const authorizer = createAuthorizer(settings, policySources)
  return yield* explainAccess({ authorizer, settings, nowMs }, parseQuestion(asked, region))
}

function printed({ decision, reason, remedies, findings, nearMisses, ...about }: WhyDeniedResponse): string {
  const isAllowed = decision === 'ALLOWED'
  return [
    `${decision.toLowerCase()}: ${about.principalArn} ${isAllowed ? 'may' : 'may not'} do ${about.action} on ${about.resource}\n`,
    `${reason}\n`,
    paragraph('What would allow it:', remedies),
    paragraph('What the policies say:', findings),
    paragraph('Statements that do not apply:', nearMisses),
  ].join('')
}

const paragraph = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`
