import type { Settings } from '../request/context.ts'
import type { Work } from '../database/statement.ts'
import { type AccessDenied, accessDenied } from '../errors.ts'
import type { Access, LockOutCheck, Scope } from '../request/operation.ts'
import { type Caller, isIdentified } from '../request/caller.ts'
import type { Unknown } from '../standards/iam-policy/access-request.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { comparisonsFor } from '../standards/iam-policy/compile-policy.ts'
import { type Denial, denialReason } from '../standards/iam-policy/denial-reason.ts'
import { type Decision, reasonOf, remediesOf } from './explain.ts'
import { type CallersPolicies, readCallersPolicies } from './identity-policies.ts'
import { createKnownPolicies, type KnownPolicies } from './known-policies.ts'
import { refusalOfCredentials } from './credential-rules.ts'
import { contextOf, hasOneValue } from './request-context.ts'
import {
  type AskedOf,
  attachedTo,
  type CreatePolicySource,
  type ImageContext,
  type ImageQuestion,
  type ImageSource,
  type PolicySource,
  type ResourcePolicies,
  unknownResource,
} from '../request/policy-source.ts'
import { type Arn, parseArn } from '../standards/arn/arn.ts'
import { registryArn } from '../standards/arn/registry-key.ts'
import { isAboutServer } from './server-actions.ts'
import { asksTrust } from '../iam/roles/role-trust.ts'

/**
 * Decides whether the caller may do all that an operation needs: by its own policies, by those of the resource, and by
 * what limits it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Authorizer {
  /** Throws AWS's sentence for the first that is missing. True if it rests on tags, of images or resources: others change them. */
  authorize(scope: Scope<Caller>, needed: readonly Access[], nowMs: number): Work<boolean>
  /** Throws the operation's own refusal if the caller would lose the right by the policy that it sets. */
  requireKept(scope: Scope<Caller>, kept: LockOutCheck, nowMs: number): Work<void>
  /** The same decision with everything that it rests on, for explanations. */
  decide(scope: Scope<Caller>, access: Access, nowMs: number): Work<Decision>
}

/** A line of the log has an end, whatever many policies deny. */
const maxRemedies = 5

/** `createSources`: of the services whose resources are asked for (services.ts). */
export function createAuthorizer(
  settings: Pick<Settings, 'isDev' | 'defaultAccount'>,
  createSources: readonly CreatePolicySource[],
): Authorizer {
  const known = createKnownPolicies(createSources)

  function* decide(scope: Scope<Caller>, access: Access, nowMs: number, policyText?: string): Work<Decided> {
    const { action } = access
    const { compile, evaluate, sources, callers } = known()
    const ofCaller = yield* policiesOf(scope.caller, { compile, callers })
    const place = placeOf(access, scope, settings)
    const { resources, source } = yield* readResource(sources, { caller: scope.caller, action, place })
    const imagesOf = source?.images
    const wouldBe =
      policyText === undefined ? undefined : attachedTo(access.resource, compile(policyText, 'repository'))
    const own = wouldBe ?? resources.own
    const ofResource = own === undefined ? resources.policies : [...resources.policies, own]
    const policies = [...ofCaller.policies, ...ofResource]
    const decideWith: DecideWith = (image, unknown) => {
      const request = {
        action,
        resource: access.resource,
        resourceAccount: resources.account,
        principal: scope.caller.principal,
        context: contextOf({
          scope,
          own: { ...access.context, ...image },
          callers: ofCaller,
          resources,
          nowMs,
        }),
        hasOneValue,
        ...(unknown === undefined ? {} : { unknown }),
      }
      return { evaluation: evaluate(policies, request), policies, request, resourcePlace: source?.policyPlace }
    }
    const ofTags = policies.some(asksOfTags)
    if (access.images === undefined || imagesOf === undefined || !policies.some(asksOf(imagesOf.keys))) {
      return { decision: decideWith({}), restsOnTags: ofTags }
    }
    const foregone = decideWithoutImages(decideWith, imagesOf.keys)
    if (foregone !== undefined) return { decision: foregone, restsOnTags: ofTags }
    const images = access.images()
    const questions = yield* imagesOf.readQuestions(resources.resourceId, images)
    const decideWithin = bounded(decideWith, policies, action, imagesOf)
    return { decision: decideOnImages(questions, decideWithin), restsOnTags: ofTags || imagesOf.areRead(images) }
  }

  return {
    *decide(scope, access, nowMs) {
      return (yield* decide(scope, access, nowMs)).decision
    },
    *requireKept(scope, { access, policyText, refusal }, nowMs) {
      const { decision } = yield* decide(scope, access, nowMs, policyText)
      if (!isAllowed(decision)) throw refusal()
    },
    *authorize(scope, needed, nowMs) {
      let restsOnTags = false
      for (const access of needed) {
        refuseCredentials(scope.caller, access, settings)
        const decided = yield* decide(scope, access, nowMs)
        const { evaluation } = decided.decision
        if (evaluation.decision !== 'allowed') throw denied(scope, access, decided.decision, evaluation)
        restsOnTags ||= decided.restsOnTags
      }
      return restsOnTags
    },
  }
}

function* policiesOf(
  caller: Caller,
  { compile, callers }: Pick<KnownPolicies, 'compile' | 'callers'>,
): Work<CallersPolicies> {
  if (!isIdentified(caller)) return noPolicies
  const found = callers.find(caller.accessKeyId, caller.authEpoch)
  if (found !== undefined) return found
  const read = yield* readCallersPolicies(compile, caller)
  callers.put(caller.accessKeyId, caller.authEpoch, read)
  return read
}

const noPolicies: CallersPolicies = { policies: [], tags: new Map(), sourceIdentity: undefined }

/** Some actions need other credentials than the caller's. One without any is judged by policies alone. */
function refuseCredentials(caller: Caller, { action }: Access, settings: Pick<Settings, 'isDev'>): void {
  const refusal = isIdentified(caller) ? refusalOfCredentials(caller, action, settings) : undefined
  if (refusal !== undefined) throw refusal
}

interface Decided {
  readonly decision: Decision
  readonly restsOnTags: boolean
}

type DecideWith = (image: ImageContext, unknown?: Unknown) => Decision

const asksOf =
  (keys: ReadonlySet<string>) =>
  ({ policy: { contextKeys } }: AttachedPolicy): boolean =>
    keys.values().some((key) => contextKeys.has(key))

const asksOfTags = ({ policy: { contextKeys } }: AttachedPolicy): boolean =>
  contextKeys.values().some((key) => key.includes(':resourcetag/'))

const isAllowed = ({ evaluation }: Decision): boolean => evaluation.decision === 'allowed'

/** What no image could change is decided before one is looked for, and before what names them is taken apart. */
function decideWithoutImages(decideWith: DecideWith, keys: ReadonlySet<string>): Decision | undefined {
  const atBest = decideWith({}, { keys, applies: 'Allow' })
  if (!isAllowed(atBest)) return atBest
  const atWorst = decideWith({}, { keys, applies: 'Deny' })
  return isAllowed(atWorst) ? atWorst : undefined
}

/** What is compared in a request, so that it holds no other up: some five thousand decisions by few and short policies. */
const maxComparisons = 500_000
/** What a decision costs beside what it compares. */
const comparisonsOfNone = 100

function bounded(
  decideWith: DecideWith,
  policies: readonly AttachedPolicy[],
  action: string,
  { tooMany }: ImageSource,
): DecideWith {
  const each = policies.reduce((sum, { policy }) => sum + comparisonsFor(action, policy), comparisonsOfNone)
  let left = maxComparisons
  return (image) => {
    left -= each
    if (left < 0) throw tooMany()
    return decideWith(image)
  }
}

/** The first refusal ends it. */
function decideOnImages(questions: readonly ImageQuestion[], decideWith: DecideWith): Decision {
  let allowed: Decision | undefined
  for (const question of questions) {
    const decision = answer(question, decideWith)
    if (!isAllowed(decision)) return decision
    allowed ??= decision
  }
  return allowed ?? decideWith({})
}

/** By the first context that settles it; of those that don't, the first says why. */
function answer({ needs, contexts }: ImageQuestion, decideWith: DecideWith): Decision {
  let first: Decision | undefined
  for (const context of contexts) {
    const decision = decideWith(context)
    if (isAllowed(decision) === (needs === 'one')) return decision
    first ??= decision
  }
  return first ?? decideWith({})
}

function denied({ caller }: Scope<Caller>, access: Access, decision: Decision, evaluation: Denial): AccessDenied {
  const note = { because: reasonOf(decision), wouldAllow: remediesOf(decision).slice(0, maxRemedies) }
  const reason = isAboutRole(access) ? undefined : denialReason(evaluation)
  const { action, shownAs: resource = access.resource } = access
  return accessDenied({ caller: shownAs(caller), action, resource, reason, note })
}

/** Of a caller without credentials AWS's sentences say `User: anonymous`. */
const shownAs = (caller: Caller): string => (isIdentified(caller) ? caller.arn : caller.principal.kind)

/** STS doesn't say why: whether a role is there, and what it trusts, is its account's own matter. */
const isAboutRole = ({ action, resource }: Access): boolean => asksTrust(action, resource)

/** What is known of the resource, and by whom; nothing where no service here has it. */
function* readResource(
  sources: KnownPolicies['sources'],
  asked: AskedOf,
): Work<{ readonly resources: ResourcePolicies; readonly source: PolicySource | undefined }> {
  const arn = parseArn(asked.place)
  const source = sources.get(arn?.service ?? '')
  if (arn === undefined || source === undefined) {
    return { resources: unknownResource(accountOf(arn, asked.caller)), source }
  }
  const resources = yield* source.readResource(asked, arn)
  return { resources, source }
}

/** ARNs such as those of S3 name no account: what they name is taken for the caller's own. */
function accountOf(arn: Arn | undefined, caller: Caller): string {
  if (arn !== undefined && arn.account !== '') return arn.account
  return isIdentified(caller) ? caller.account : ''
}

/** What has no resource of its own is about the registry as a whole, or about the server. */
function placeOf(
  { action, resource }: Access,
  { registry }: Scope<Caller>,
  { defaultAccount }: Pick<Settings, 'defaultAccount'>,
): string {
  if (resource !== '*') return resource
  return isAboutServer(action) ? `arn:aws:ecrd:${registry.region}:${defaultAccount}:server` : registryArn(registry)
}
