import { tagKeys } from '../../ecr/tagging/tag-context.ts'
import { iamOperation } from '../../operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireCustomerPolicy } from '../policies/find-policy.ts'
import { removePolicyTags } from './policy-tags.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html */
export const untagPolicy = iamOperation({
  name: 'UntagPolicy',
  access: (input) => [{ action: 'iam:UntagPolicy', resource: input.PolicyArn, context: tagKeys(input.TagKeys) }],
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removePolicyTags(yield* requireCustomerPolicy(account, input.PolicyArn), input.TagKeys)
    })
    return {}
  },
})
