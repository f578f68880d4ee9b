import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireOwnPolicy } from './find-policy.ts'
import { updatePolicyVersions } from './policies.table.ts'
import { onPolicy } from './policy-access.ts'
import { requireVersion } from './policy-versions.ts'

const action = 'iam:SetDefaultPolicyVersion'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html */
export const setDefaultPolicyVersion = iamOperation({
  name: 'SetDefaultPolicyVersion',
  effect: 'changes',
  access: onPolicy(action),
  async run(ctx, { PolicyArn: arn, VersionId: version }, scope) {
    await changeAccount(ctx, scope.caller.account, function* () {
      const policy = yield* requireOwnPolicy(scope, action, arn)
      const defaultVersion = yield* requireVersion(policy, arn, version)
      const { id, newest_version: newestVersion } = policy
      yield* run(updatePolicyVersions, { id, defaultVersion, newestVersion, updatedAt: ctx.clock.now() })
    })
    return {}
  },
})
