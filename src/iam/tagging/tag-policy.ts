import { requestTags } from '../../ecr/tagging/tag-context.ts'
import { iamOperation } from '../../operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireCustomerPolicy } from '../policies/find-policy.ts'
import { setPolicyTags } from './policy-tags.ts'
import { parseTags } from './tag-rules.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html */
export const tagPolicy = iamOperation({
  name: 'TagPolicy',
  access: (input) => [{ action: 'iam:TagPolicy', resource: input.PolicyArn, context: requestTags(input.Tags) }],
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, account, function* () {
      yield* setPolicyTags(yield* requireCustomerPolicy(account, input.PolicyArn), tags)
    })
    return {}
  },
})
