import { iamOperation } from '../../request/operation.ts'
import { describeWholeInstanceProfile } from './describe-instance-profile.ts'
import { requireInstanceProfile } from './find-instance-profile.ts'
import { onInstanceProfile } from './on-instance-profile.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html */
export const getInstanceProfile = iamOperation({
  name: 'GetInstanceProfile',
  effect: 'reads',
  ...onInstanceProfile('iam:GetInstanceProfile'),
  async run(ctx, input, { caller: { account } }) {
    const InstanceProfile = await ctx.database.read(function* () {
      return yield* describeWholeInstanceProfile(yield* requireInstanceProfile(account, input.InstanceProfileName))
    })
    return { InstanceProfile }
  },
})
