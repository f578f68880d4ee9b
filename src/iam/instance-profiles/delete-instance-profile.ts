import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { mustFirst } from '../errors.ts'
import { requireInstanceProfile } from './find-instance-profile.ts'
import { deleteInstanceProfileRow } from './instance-profiles.table.ts'
import { onInstanceProfile } from './on-instance-profile.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html */
export const deleteInstanceProfile = iamOperation({
  name: 'DeleteInstanceProfile',
  effect: 'changes',
  ...onInstanceProfile('iam:DeleteInstanceProfile'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const profile = yield* requireInstanceProfile(account, input.InstanceProfileName)
      if (profile.role_id !== null) throw mustFirst('remove roles from instance profile')
      yield* run(deleteInstanceProfileRow, { id: profile.id })
    })
    return {}
  },
})
