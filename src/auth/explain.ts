import type { PolicySource } from '../request/policy-source.ts'
import type { AccessRequest } from '../standards/iam-policy/access-request.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { denialReason } from '../standards/iam-policy/denial-reason.ts'
import { type Evaluation, questionOf } from '../standards/iam-policy/evaluate.ts'
import { type Finding, nearMissesIn } from '../standards/iam-policy/finding.ts'
import { printStatement } from '../standards/iam-policy/print-policy.ts'
import { remedyFor } from '../standards/iam-policy/remedy.ts'
import { smallestStatement } from '../standards/iam-policy/smallest-statement.ts'
import { mismatchMessage, placeFor, statementName } from './policy-messages.ts'

/** A decision, with all that it rests on. */
export interface Decision {
  readonly evaluation: Evaluation
  readonly policies: readonly AttachedPolicy[]
  readonly request: AccessRequest
  /** Of the service whose resource is asked for. */
  readonly resourcePlace: PolicySource['policyPlace']
}

/** Why a decision is as it is: `because statement 1 of … allows it`, `because no identity-based policy allows …` */
export function reasonOf({ evaluation }: Decision): string {
  const { decidedBy } = evaluation
  if (decidedBy !== undefined) return `because ${findingWords(decidedBy)}`
  return evaluation.decision === 'allowed' ? 'because root may do everything in its account' : denialReason(evaluation)
}

/** What each policy says of it, by the statement that counts there. */
export function sayingsOf({ evaluation }: Decision): readonly string[] {
  return evaluation.findings.map(findingWords)
}

/** The statements that would allow it, if they fitted. */
export function nearMissesOf({ policies, request }: Decision): readonly string[] {
  const question = questionOf(policies, request)
  return policies
    .flatMap((policy) => nearMissesIn(policy, question))
    .filter(({ effect }) => effect === 'Allow')
    .map((miss) => `${statementName(miss)} ${mismatchMessage(miss)}`)
}

/** All that has to be done for it to be allowed, and no more; nothing if it is. */
export function remediesOf({ policies, request, resourcePlace }: Decision): readonly string[] {
  const { removed, added } = remedyFor(policies, request)
  return [
    ...removed.map((finding) => `remove ${statementName(finding)}`),
    ...added.map((kind) => {
      const place = placeFor(kind, policies, request, resourcePlace)
      if (place === undefined)
        return `use a principal of the account ${request.resourceAccount}, such as one of its roles`
      return `add ${printStatement(smallestStatement(place.grammar, request), 'compact')} to ${place.words}`
    }),
  ]
}

function findingWords(finding: Finding): string {
  const verb = finding.effect === 'Deny' ? 'denies' : 'allows'
  return `${statementName(finding)} ${verb} it${finding.names === 'account' ? ' to the account' : ''}`
}
