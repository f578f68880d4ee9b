import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { requireCustomerPolicy } from '../policies/find-policy.ts'
import { onPolicy } from '../policies/policy-access.ts'
import { pageOfTags } from './page-of-tags.ts'
import { selectTagsOfPolicy } from './tags.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html */
export const listPolicyTags = iamOperation({
  name: 'ListPolicyTags',
  access: onPolicy('iam:ListPolicyTags'),
  run: (ctx, input, { caller: { account } }) =>
    pageOfTags(ctx, input, {
      list: `policy ${input.PolicyArn}`,
      *rows() {
        const { id } = yield* requireCustomerPolicy(account, input.PolicyArn)
        return yield* all(selectTagsOfPolicy, { policyId: id })
      },
    }),
})
