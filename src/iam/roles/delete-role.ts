import { iamOperation } from '../../operation.ts'
import { changeAccount } from '../change-account.ts'
import { onRole } from '../identity-access.ts'
import { removeIdentity } from '../remove-identity.ts'
import { requireOwnRole } from './find-role.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = iamOperation({
  name: 'DeleteRole',
  ...onRole('iam:DeleteRole'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removeIdentity(yield* requireOwnRole(account, input.RoleName))
    })
    return {}
  },
})
