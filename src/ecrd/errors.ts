import { accessDenied, ServiceError } from '../errors.ts'
import type { RepositoryKey } from '../standards/arn/registry-key.ts'
import type { IdentifiedCaller } from '../request/caller.ts'

/** Failures of ecrd's own operations. AWS has none of these sentences, but that of a resource of another account. */

const invalid = (sentence: string): ServiceError => new ServiceError('InvalidParameterException', sentence)

export const noSuchPrincipal = (principal: string): ServiceError =>
  invalid(
    `There is no principal ${principal}. Name a user, role, session or root by its ARN, or an active access key by its id.`,
  )

export const resourceNotAnArn = (): ServiceError => invalid('The resource must be an ARN, or *')

export const notAnAddress = (): ServiceError => invalid('The sourceIp must be an IP address')

/** The same for everything of another account, whether it exists or not. */
export const foreignQuestion = ({ arn: caller }: IdentifiedCaller): ServiceError => {
  const action = 'ecrd:WhyDenied'
  const reason = `because no resource-based policy allows the ${action} action`
  return accessDenied({ caller, action, resource: '*', reason })
}

export const tooManyQuestions = (): ServiceError =>
  new ServiceError('ThrottlingException', 'Rate exceeded: WhyDenied has read as many policies as it may in a minute.')

export const policyOfRunGiven = (): ServiceError =>
  invalid('Only a dry run takes a lifecyclePolicyText: a run does what the policy of the repository says')

export const runInProgress = ({ name }: RepositoryKey): ServiceError =>
  new ServiceError('LifecycleRunInProgressException', `A run of the lifecycle policy of ${name} goes on already`)

export const noSuchRun = (runId: string): ServiceError =>
  new ServiceError('LifecycleRunNotFoundException', `There is no run ${runId}, or it ended too long ago`)
