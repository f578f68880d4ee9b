import { tagKeys } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireOwnPolicy } from '../policies/find-policy.ts'
import { accessToPolicy } from '../policies/policy-access.ts'
import { removePolicyTags } from './policy-tags.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html */
export const untagPolicy = iamOperation({
  name: 'UntagPolicy',
  access: (input) => [accessToPolicy('iam:UntagPolicy', input.PolicyArn, tagKeys(input.TagKeys))],
  async run(ctx, input, scope) {
    await changeAccount(ctx, scope.caller.account, function* () {
      yield* removePolicyTags(yield* requireOwnPolicy(scope, 'iam:UntagPolicy', input.PolicyArn), input.TagKeys)
    })
    return {}
  },
})
