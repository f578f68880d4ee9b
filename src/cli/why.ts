import { existsSync } from 'node:fs'
import { createAuthorizer } from '../auth/authorize.ts'
import { refusalOfCredentials } from '../auth/credential-rules.ts'
import { type Decision, nearMissesOf, reasonOf, remediesOf, sayingsOf } from '../auth/explain.ts'
import { findNamedCaller } from '../auth/named-caller.ts'
import { dataFolder } from '../config/data-folder.ts'
import { OptionError } from '../config/resolve-options.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import type { Database } from '../database/database.ts'
import type { Work } from '../database/statement.ts'
import { actionsWithoutResource } from '../ecr/actions-without-resource.ts'
import { findClockOffset } from '../dev/dev-clock.ts'
import { findStorageIdentity } from '../database/storage-identity.ts'
import { ecrOperations } from '../ecr/operations.ts'
import { StorageUnavailable } from '../errors.ts'
import type { Access, Scope } from '../request/operation.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { registryKinds } from '../standards/arn/registry-key.ts'
import { systemClock } from '../platform/clock.ts'
import { randomIds } from '../platform/ids.ts'
import { policySources } from '../services.ts'
import type { WhyOptions } from './why-options.ts'
import { print, tell } from '../platform/terminal.ts'

/**
 * `ecrd why`: decides as a server would, on its database, whether the server runs or not, and says what the decision rests
 * on. Exit codes: 0 allowed, 1 denied, 2 not decided.
 */
export async function why(options: WhyOptions): Promise<number> {
  const { principal, action } = options
  if (principal === undefined || action === undefined) {
    throw new OptionError(['ecrd why needs --principal and --action.'])
  }
  try {
    const answer = await askDatabase({ ...options, principal, action })
    print(answer.text)
    return answer.isAllowed ? 0 : 1
  } catch (error) {
    if (!(error instanceof CannotOpen || error instanceof StorageUnavailable)) throw error
    tell(`ecrd: ${error.message}\n`)
    return 2
  }
}

type Question = WhyOptions & { readonly principal: string; readonly action: string }

interface Answer {
  readonly isAllowed: boolean
  readonly text: string
}

async function askDatabase(question: Question): Promise<Answer> {
  const database = await open(question)
  try {
    return await database.read(() => answer(question))
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

function* answer(question: Question): Work<Answer> {
  const nowMs = systemClock.now() + (yield* findClockOffset())
  const caller = yield* findNamedCaller(question.principal, nowMs)
  if (caller === undefined) throw new CannotOpen(noPrincipal(question.principal))
  const access = accessFor(question)
  const settings = { isDev: (yield* findStorageIdentity())?.isDev === true }
  const refusal = refusalOfCredentials(caller, access.action, settings)
  if (refusal !== undefined) {
    const mend = paragraph('What would allow it:', refusal.note.denial?.wouldAllow ?? [])
    return { isAllowed: false, text: `${verdict('denied', caller, access)}${refusal.message}\n${mend}` }
  }
  const decision = yield* createAuthorizer(settings, policySources).decide(
    scopeFor(caller, question, access),
    access,
    nowMs,
  )
  return { isAllowed: decision.evaluation.decision === 'allowed', text: explained(decision, caller, access) }
}

const noPrincipal = (principal: string): string =>
  `There is no principal ${principal}. Name a user, role, session or root by its ARN, or an active access key by its id.`

/** An action without resource is decided without one, as in a real request. */
function accessFor({ action: asked, resource, tag, context }: Question): Access {
  const action = spelled(asked)
  return {
    action,
    resource: hasNoResource(action) ? '*' : resource,
    context: tag === undefined ? context : { ...context, 'ecr:imagetag': [tag] },
  }
}

/** All of the tagging API are about whatever has tags. */
const hasNoResource = (action: string): boolean => actionsWithoutResource.includes(action) || action.startsWith('tag:')

/** As ECR spells it: policies don't mind the case of actions, what is known about them does. */
function spelled(action: string): string {
  const name = Object.keys(ecrOperations).find((each) => `ecr:${each}`.toLowerCase() === action.toLowerCase())
  return name === undefined ? action : `ecr:${name}`
}

/** A request about a repository is one to its registry. */
function scopeFor(caller: IdentifiedCaller, { region, sourceIp }: Question, { resource }: Access): Scope {
  const arn = parseArn(resource)
  const isEcr = arn?.service === 'ecr'
  return {
    registry: {
      kind: registryKinds.ecr,
      account: isEcr ? arn.account : caller.account,
      region: isEcr ? arn.region : region,
    },
    caller,
    door: 'api',
    requestId: '',
    client: { sourceIp, isSecure: true, userAgent: undefined, referer: undefined },
  }
}

const verdict = (word: string, { arn }: IdentifiedCaller, { action, resource }: Access): string =>
  `${word}: ${arn} ${word === 'allowed' ? 'may' : 'may not'} do ${action} on ${resource}\n`

function explained(decision: Decision, caller: IdentifiedCaller, access: Access): string {
  const isAllowed = decision.evaluation.decision === 'allowed'
  return [
    verdict(isAllowed ? 'allowed' : 'denied', caller, access),
    `${reasonOf(decision)}\n`,
    paragraph('What would allow it:', remediesOf(decision)),
    paragraph('What the policies say:', sayingsOf(decision)),
    paragraph('Statements that do not apply:', isAllowed ? [] : nearMissesOf(decision)),
  ].join('')
}

const paragraph = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`
