import { all, run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { policyAttached, policyHasVersions } from '../errors.ts'
import { requireOwnPolicy } from './find-policy.ts'
import { readUsage } from './managed-policy.ts'
import { deletePolicyRow, selectPolicyVersions } from './policies.table.ts'
import { onPolicy } from './policy-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html: it is attached nowhere, and one version is left. */
export const deletePolicy = iamOperation({
  name: 'DeletePolicy',
  effect: 'changes',
  access: onPolicy('iam:DeletePolicy'),
  async run(ctx, { PolicyArn: arn }, scope) {
    const { account } = scope.caller
    await changeAccount(ctx, account, function* () {
      const { id } = yield* requireOwnPolicy(scope, 'iam:DeletePolicy', arn)
      const { attachments, boundaries } = yield* readUsage(account, arn)
      if (attachments + boundaries > 0) throw policyAttached()
      const versions = yield* all(selectPolicyVersions, { policyId: id })
      if (versions.length > 1) throw policyHasVersions()
      yield* run(deletePolicyRow, { id })
    })
    return {}
  },
})
