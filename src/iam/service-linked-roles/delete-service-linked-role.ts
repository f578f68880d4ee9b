import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { noSuchIdentity } from '../errors.ts'
import { onRole } from '../identity-access.ts'
import { deleteAttachedPolicies } from '../attachments/attachments.table.ts'
import { removeIdentity } from '../remove-identity.ts'
import { requireRole } from '../roles/find-role.ts'
import { newDeletionTask } from './deletion-task.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html: done when it is answered. */
export const deleteServiceLinkedRole = iamOperation({
  name: 'DeleteServiceLinkedRole',
  effect: 'changes',
  ...onRole('iam:DeleteServiceLinkedRole'),
  async run(ctx, input, { caller: { account } }) {
    const role = await changeAccount(ctx, account, function* () {
      const linked = yield* requireRole(account, input.RoleName)
      if (linked.service === null) throw noSuchIdentity('role', input.RoleName)
      yield* run(deleteAttachedPolicies, { identityId: linked.id })
      yield* removeIdentity(linked)
      return linked
    })
    return { DeletionTaskId: newDeletionTask(ctx, account, role) }
  },
})
