import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { noSuchIdentity } from '../errors.ts'
import { requireRole } from '../roles/find-role.ts'
import { requireInstanceProfile } from './find-instance-profile.ts'
import { updateRoleOfInstanceProfile } from './instance-profiles.table.ts'
import { onInstanceProfile } from './on-instance-profile.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html */
export const removeRoleFromInstanceProfile = iamOperation({
  name: 'RemoveRoleFromInstanceProfile',
  effect: 'changes',
  ...onInstanceProfile('iam:RemoveRoleFromInstanceProfile'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const profile = yield* requireInstanceProfile(account, input.InstanceProfileName)
      const role = yield* requireRole(account, input.RoleName)
      if (profile.role_id !== role.id) throw noSuchIdentity('role', input.RoleName)
      yield* run(updateRoleOfInstanceProfile, { id: profile.id, roleId: null })
    })
    return {}
  },
})
