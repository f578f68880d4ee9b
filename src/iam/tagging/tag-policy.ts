import { requestTags } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireOwnPolicy } from '../policies/find-policy.ts'
import { accessToPolicy } from '../policies/policy-access.ts'
import { setPolicyTags } from './policy-tags.ts'
import { parseTags } from './tag-rules.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html */
export const tagPolicy = iamOperation({
  name: 'TagPolicy',
  access: (input) => [accessToPolicy('iam:TagPolicy', input.PolicyArn, requestTags(input.Tags))],
  async run(ctx, input, scope) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, scope.caller.account, function* () {
      yield* setPolicyTags(yield* requireOwnPolicy(scope, 'iam:TagPolicy', input.PolicyArn), tags)
    })
    return {}
  },
})
