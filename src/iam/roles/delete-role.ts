import { first } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { mustFirst } from '../errors.ts'
import { onRole } from '../identity-access.ts'
import { selectInstanceProfilesOfRole } from '../instance-profiles/instance-profiles.table.ts'
import { removeIdentity } from '../remove-identity.ts'
import { requireOwnRole } from './find-role.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = iamOperation({
  name: 'DeleteRole',
  effect: 'changes',
  ...onRole('iam:DeleteRole'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const role = yield* requireOwnRole(account, input.RoleName)
      const holder = yield* first(selectInstanceProfilesOfRole, { roleId: role.id, after: '', limit: 1 })
      if (holder !== undefined) throw mustFirst('remove roles from instance profile')
      yield* removeIdentity(role)
    })
    return {}
  },
})
