import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { onRole } from '../identity-access.ts'
import { describeWholeRole } from './describe-role.ts'
import { requireRole } from './find-role.ts'
import { updateRoleRow } from './roles.table.ts'

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html: the one thing that may be changed of a
 * service-linked role, too.
 */
export const updateRoleDescription = iamOperation({
  name: 'UpdateRoleDescription',
  effect: 'changes',
  ...onRole('iam:UpdateRoleDescription'),
  async run(ctx, { RoleName, Description: description }, { caller: { account } }) {
    const Role = await changeAccount(ctx, account, function* () {
      const role = yield* requireRole(account, RoleName)
      yield* run(updateRoleRow, { id: role.id, description, maxSessionSeconds: role.max_session_seconds })
      return yield* describeWholeRole({ ...role, description })
    })
    return { Role }
  },
})
