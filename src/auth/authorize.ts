import type { Settings } from '../context.ts'
import type { Work } from '../database/statement.ts'
import { type AccessDenied, accessDenied } from '../errors.ts'
import type { Access, Caller, Kept, Scope } from '../operation.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { type Denial, denialReason } from '../standards/iam-policy/denial-reason.ts'
import { createCompiler } from './compile-documents.ts'
import { createEpochCache } from './epoch-cache.ts'
import { type Decision, reasonOf, remediesOf } from './explain.ts'
import { type ImageContext, imageKeys, type ImageQuestion, readImageQuestions } from './image-contexts.ts'
import { type CallersPolicies, readCallersPolicies } from './identity-policies.ts'
import { refusalOfCredentials } from './credential-rules.ts'
import { rememberEvaluations } from './remembered-evaluations.ts'
import { contextOf } from './request-context.ts'
import { attachedTo, createResourcePolicies } from './resource-policies.ts'
import { asksTrust } from './role-trust.ts'

/**
 * Decides whether the caller may do all that an operation needs: by its own policies, by those of the resource, and by
 * what limits it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Authorizer {
  /** Throws AWS's sentence for the first that is missing. */
  authorize(scope: Scope, needed: readonly Access[], nowMs: number): Work<void>
  /** Throws the operation's own refusal if the caller would lose the right by the policy that he sets. */
  requireKept(scope: Scope, kept: Kept, nowMs: number): Work<void>
  /** The same decision with all that it rests on, for whoever asks why. */
  decide(scope: Scope, access: Access, nowMs: number): Work<Decision>
}

const maxCallers = 10_000

/** A line of the log has an end, whatever many policies deny. */
const maxRemedies = 5

export function createAuthorizer(settings: Pick<Settings, 'isDev'>): Authorizer {
  const compile = createCompiler()
  const readResource = createResourcePolicies(compile)
  const callers = createEpochCache<CallersPolicies>(maxCallers)
  const evaluate = rememberEvaluations()

  function* policiesOf(caller: Caller): Work<CallersPolicies> {
    const known = callers.find(caller.accessKeyId, caller.authEpoch)
    if (known !== undefined) return known
    const read = yield* readCallersPolicies(compile, caller)
    callers.put(caller.accessKeyId, caller.authEpoch, read)
    return read
  }

  function* decide(scope: Scope, access: Access, nowMs: number, policyText?: string): Work<Decision> {
    const { action, images } = access
    const ofCaller = yield* policiesOf(scope.caller)
    const resources = yield* readResource({ caller: scope.caller, action, place: placeOf(access, scope) })
    const wouldBe =
      policyText === undefined ? undefined : attachedTo(access.resource, compile(policyText, 'repository'))
    const ofRepository = wouldBe ?? resources.ofRepository
    const ofResource = ofRepository === undefined ? resources.policies : [...resources.policies, ofRepository]
    const policies = [...ofCaller.policies, ...ofResource]
    const decideWith = (own: Access['context']): Decision => {
      const request = {
        action,
        resource: access.resource,
        resourceAccount: resources.account,
        principal: scope.caller.principal,
        context: contextOf({ scope, own, callers: ofCaller, resources, nowMs }),
      }
      return { evaluation: evaluate(policies, request), policies, request }
    }
    if (images === undefined || !policies.some(asksOfImages)) return decideWith(access.context)
    const questions = yield* readImageQuestions(resources.repositoryId, images())
    return decideOnImages(questions, (context) => decideWith({ ...access.context, ...context }))
  }

  return {
    decide: (scope, access, nowMs) => decide(scope, access, nowMs),
    *requireKept(scope, { access, policyText, refusal }, nowMs) {
      const { evaluation } = yield* decide(scope, access, nowMs, policyText)
      if (evaluation.decision !== 'allowed') throw refusal()
    },
    *authorize(scope, needed, nowMs) {
      for (const access of needed) {
        const refusal = refusalOfCredentials(scope.caller, access.action, settings)
        if (refusal !== undefined) throw refusal
        const decision = yield* decide(scope, access, nowMs)
        if (decision.evaluation.decision !== 'allowed') throw denied(scope, access, decision, decision.evaluation)
      }
    },
  }
}

const asksOfImages = ({ policy: { contextKeys } }: AttachedPolicy): boolean =>
  contextKeys.has(imageKeys.tag) || contextKeys.has(imageKeys.digest)

const isAllowed = ({ evaluation }: Decision): boolean => evaluation.decision === 'allowed'

function decideOnImages(
  questions: readonly ImageQuestion[],
  decideWith: (context: ImageContext) => Decision,
): Decision {
  let allowed: Decision | undefined
  for (const { needs, contexts } of questions) {
    const decisions = contexts.map(decideWith)
    const deciding = needs === 'one' ? decisions.find(isAllowed) : decisions.find((each) => !isAllowed(each))
    const decision = deciding ?? decisions[0]
    if (decision !== undefined && !isAllowed(decision)) return decision
    allowed ??= decision
  }
  return allowed ?? decideWith({})
}

function denied(scope: Scope, access: Access, decision: Decision, evaluation: Denial): AccessDenied {
  const note = { because: reasonOf(decision), wouldAllow: remediesOf(decision).slice(0, maxRemedies) }
  const reason = isAboutRole(access) ? undefined : denialReason(evaluation)
  const { action, shownAs: resource = access.resource } = access
  return accessDenied({ callerArn: scope.caller.arn, action, resource, reason, note })
}

/** STS doesn't say why: whether a role is there, and what it trusts, is its account's own matter. */
const isAboutRole = ({ action, resource }: Access): boolean => asksTrust(action, resource)

/** What has no resource of its own is about the registry as a whole. */
function placeOf({ resource }: Access, { region, registryId }: Scope): string {
  return resource === '*' ? `arn:aws:ecr:${region}:${registryId}:registry` : resource
}
