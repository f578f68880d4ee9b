import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { defaultVersion } from '../errors.ts'
import { requireOwnPolicy } from './find-policy.ts'
import { deletePolicyVersionRow } from './policies.table.ts'
import { onPolicy } from './policy-access.ts'
import { requireVersion } from './policy-versions.ts'

const action = 'iam:DeletePolicyVersion'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = iamOperation({
  name: 'DeletePolicyVersion',
  effect: 'changes',
  access: onPolicy(action),
  async run(ctx, { PolicyArn: arn, VersionId: version }, scope) {
    await changeAccount(ctx, scope.caller.account, function* () {
      const policy = yield* requireOwnPolicy(scope, action, arn)
      const number = yield* requireVersion(policy, arn, version)
      if (number === policy.default_version) throw defaultVersion()
      yield* run(deletePolicyVersionRow, { policyId: policy.id, number })
    })
    return {}
  },
})
