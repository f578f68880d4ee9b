import { iamOperation } from '../../request/operation.ts'
import { onDeletionTask, requireDeletionTask } from './deletion-task.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html */
export const getServiceLinkedRoleDeletionStatus = iamOperation({
  name: 'GetServiceLinkedRoleDeletionStatus',
  effect: 'reads',
  access: (input, scope) => [onDeletionTask('iam:GetServiceLinkedRoleDeletionStatus', scope, input.DeletionTaskId)],
  run(ctx, input, { caller: { account } }) {
    requireDeletionTask(ctx, account, input.DeletionTaskId)
    return Promise.resolve({ Status: 'SUCCEEDED' as const })
  },
})
