import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { onRole } from '../identity-access.ts'
import { requireOwnRole } from './find-role.ts'
import { updateRoleRow } from './roles.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html: what isn't given stays. */
export const updateRole = iamOperation({
  name: 'UpdateRole',
  effect: 'changes',
  ...onRole('iam:UpdateRole'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const role = yield* requireOwnRole(account, input.RoleName)
      yield* run(updateRoleRow, {
        id: role.id,
        description: input.Description ?? role.description,
        maxSessionSeconds: input.MaxSessionDuration ?? role.max_session_seconds,
      })
    })
    return {}
  },
})
