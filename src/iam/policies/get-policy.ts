import { all, type Work } from '../../database/statement.ts'
import type { Policy } from '../../generated/iam.ts'
import { iamOperation } from '../../request/operation.ts'
import { shownTags } from '../tagging/tag-rules.ts'
import { selectTagsOfPolicy } from '../tagging/tags.table.ts'
import { describeManagedPolicy, readUsage, requireManagedPolicy } from './managed-policy.ts'
import { onPolicy } from './policy-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = iamOperation({
  name: 'GetPolicy',
  effect: 'reads',
  access: onPolicy('iam:GetPolicy'),
  async run(ctx, { PolicyArn: arn }, { caller: { account } }) {
    return { Policy: await ctx.database.read(() => readPolicy(account, arn)) }
  },
})

function* readPolicy(account: string, arn: string): Work<Policy> {
  const policy = yield* requireManagedPolicy(account, arn)
  return {
    ...describeManagedPolicy(policy, yield* readUsage(account, arn)),
    Description: policy.description === '' ? undefined : policy.description,
    Tags: shownTags(yield* all(selectTagsOfPolicy, { policyId: policy.id })),
  }
}
