import { isAboutServer } from '../auth/server-actions.ts'
import { actionsWithoutResource } from '../ecr/actions-without-resource.ts'
import { ecrModel } from '../generated/ecr.model.ts'
import { ecrdModel } from '../generated/ecrd.model.ts'
import type { ContextEntry, WhyDeniedRequest } from '../generated/ecrd.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import type { Access, Scope } from '../request/operation.ts'
import { type Arn, parseArn } from '../standards/arn/arn.ts'
import { isAccount, isRegion } from '../standards/arn/account-and-region.ts'
import { registryKinds } from '../standards/arn/registry-key.ts'
import { parseAddress } from '../standards/iam-policy/ip-network.ts'
import { notAnAddress, resourceNotAnArn } from './errors.ts'

/** A request that somebody could send. */
export interface Question {
  readonly principal: string
  readonly access: Access
  readonly region: string
  readonly sourceIp: string
}

export function parseQuestion(asked: WhyDeniedRequest, region: string): Question {
  const { principal, resource = '*', sourceIp = '127.0.0.1' } = asked
  if (resource !== '*' && !isWhole(parseArn(resource))) throw resourceNotAnArn()
  if (parseAddress(sourceIp) === undefined) throw notAnAddress()
  return { principal, access: accessOf(asked, resource), region, sourceIp }
}

/** Those of ECR always name an account and a region. */
function isWhole(arn: Arn | undefined): boolean {
  return arn !== undefined && (arn.service !== 'ecr' || (isAccount(arn.account) && isRegion(arn.region)))
}

/** An action without resource is decided without one, as in a real request. */
function accessOf({ action: asked, imageTag, contextEntries = [] }: WhyDeniedRequest, resource: string): Access {
  const action = spelled(asked)
  const context = { ...valuesByKey(contextEntries), ...(imageTag === undefined ? {} : { 'ecr:imagetag': [imageTag] }) }
  return { action, resource: hasNoResource(action) ? '*' : resource, context }
}

/** A key that is named twice has the values of both. */
function valuesByKey(entries: readonly ContextEntry[]): Readonly<Record<string, readonly string[]>> {
  const byKey = Map.groupBy(entries, ({ key }) => key.toLowerCase())
  return Object.fromEntries(Array.from(byKey, ([key, all]) => [key, all.flatMap(({ values }) => values)]))
}

/** Those of the tagging API are about whatever has tags, and ecrd's own about the account or the server. */
const hasNoResource = (action: string): boolean =>
  actionsWithoutResource.includes(action) || /^(tag|ecrd):/.test(action)

/** As its service spells it: policies ignore the case of actions, but what is known about them does not. */
function spelled(action: string): string {
  return knownActions.find((each) => each.toLowerCase() === action.toLowerCase()) ?? action
}

const knownActions = [ecrModel, ecrdModel].flatMap(({ signingName, operations }) =>
  Object.keys(operations).map((name) => `${signingName}:${name}`),
)

/** Whether an answer would tell an account about another one, or about the server. */
export function isAboutOthers({ principal, access }: Question, account: string): boolean {
  const named = [principal, access.resource].map((text) => parseArn(text)?.account ?? '')
  return isAboutServer(access.action) || named.some((each) => isAccount(each) && each !== account)
}

/** A request about a repository is one to its registry. */
export function scopeOf({ access, region, sourceIp }: Question, caller: IdentifiedCaller): Scope {
  const arn = parseArn(access.resource)
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
