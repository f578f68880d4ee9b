import type { Authorizer } from '../auth/authorize.ts'
import { refusalOfCredentials } from '../auth/credential-rules.ts'
import { type Decision, nearMissesOf, reasonOf, remediesOf, sayingsOf } from '../auth/explain.ts'
import { findNamedCaller } from '../auth/named-caller.ts'
import type { Work } from '../database/statement.ts'
import type { ServiceError } from '../errors.ts'
import type { WhyDeniedResponse } from '../generated/ecrd.ts'
import type { Settings } from '../request/context.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import type { Access } from '../request/operation.ts'
import { noSuchPrincipal } from './errors.ts'
import { type Question, scopeOf } from './question-rules.ts'

interface Decider {
  /** It decides nothing else: it caches policies by the caller's access key, and a principal that is only named has none. */
  readonly authorizer: Pick<Authorizer, 'decide'>
  readonly settings: Pick<Settings, 'isDev'>
  readonly nowMs: number
}

/**
 * Decides as a server would, and says what the decision rests on. Principals of other accounts than `ofAccount`, if it is given, do
 * not exist.
 */
export function* explainAccess(
  { authorizer, settings, nowMs }: Decider,
  question: Question,
  ofAccount?: string,
): Work<WhyDeniedResponse> {
  const { access, principal } = question
  const caller = yield* findNamedCaller(principal, nowMs)
  if (caller === undefined || (ofAccount !== undefined && caller.account !== ofAccount))
    throw noSuchPrincipal(principal)
  const refusal = refusalOfCredentials(caller, access.action, settings)
  if (refusal !== undefined) return refused(caller, access, refusal)
  return explained(caller, access, yield* authorizer.decide(scopeOf(question, caller), access, nowMs))
}

const about = ({ arn }: IdentifiedCaller, { action, resource }: Access) => ({ principalArn: arn, action, resource })

/** No policy decided. */
function refused(caller: IdentifiedCaller, access: Access, { message, note }: ServiceError): WhyDeniedResponse {
  return {
    decision: 'DENIED',
    ...about(caller, access),
    reason: message,
    remedies: note.denial?.wouldAllow ?? [],
    findings: [],
    nearMisses: [],
  }
}

function explained(caller: IdentifiedCaller, access: Access, decision: Decision): WhyDeniedResponse {
  const isAllowed = decision.evaluation.decision === 'allowed'
  return {
    decision: isAllowed ? 'ALLOWED' : 'DENIED',
    ...about(caller, access),
    reason: reasonOf(decision),
    remedies: remediesOf(decision),
    findings: sayingsOf(decision),
    nearMisses: isAllowed ? [] : nearMissesOf(decision),
  }
}
