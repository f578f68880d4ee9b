import { actionMatcher } from '../../standards/iam-policy/action-index.ts'
import type { Policy } from '../../standards/iam-policy/policy.ts'
import { actionsOfEcr, actionsOfV1, actionsOnRepositories } from './policy-actions.ts'

/**
 * What ECR asks of a document beyond IAM's grammar. Only of one that is to be set: those that are there go on saying what
 * they say, which of an action that isn't theirs is nothing.
 */

/** Each action or pattern must be about a repository; a Resource can only be the repository itself. */
export function fitsRepository(policy: Policy, repositoryArn: string): boolean {
  return (
    patternsOf(policy).every((pattern) => isAbout(pattern, actionsOnRepositories)) && isOnlyOn(policy, repositoryArn)
  )
}

/** V2 is about all of ECR's actions, V1 about three: a pattern that means more says what wouldn't be so. */
export function fitsRegistry(policy: Policy, scope: string): boolean {
  return patternsOf(policy).every((pattern) => {
    const meant = actionsOfEcr.filter(actionMatcher(pattern))
    return meant.length > 0 && (scope !== 'V1' || meant.every((action) => actionsOfV1.includes(action)))
  })
}

function patternsOf({ statements }: Policy): readonly string[] {
  return statements.flatMap(({ actions }) => actions.patterns)
}

function isAbout(pattern: string, actions: readonly string[]): boolean {
  return actions.some(actionMatcher(pattern))
}

/** ECR takes no Resource at all; the repository's own ARN says no more than goes without saying. */
function isOnlyOn({ statements }: Policy, arn: string): boolean {
  return statements.every(
    ({ resources }) =>
      resources === undefined || (!resources.negated && resources.patterns.every((each) => each === arn)),
  )
}
