import { all, run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { tooManyVersions } from '../errors.ts'
import { quotas, requireWithin, sizeOfDocument } from '../quotas.ts'
import { requireOwnPolicy } from './find-policy.ts'
import { insertPolicyVersion, selectPolicyVersions, updatePolicyVersions } from './policies.table.ts'
import { onPolicy } from './policy-access.ts'
import { describeVersion } from './policy-versions.ts'
import { requireIdentityPolicy } from './require-identity-policy.ts'

const action = 'iam:CreatePolicyVersion'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html: numbers are never given twice. */
export const createPolicyVersion = iamOperation({
  name: 'CreatePolicyVersion',
  effect: 'changes',
  access: onPolicy(action),
  async run(ctx, { PolicyArn: arn, PolicyDocument: document, SetAsDefault: isDefault = false }, scope) {
    requireIdentityPolicy(document, 'managed')
    requireWithin('PolicySize', sizeOfDocument(document))
    const version = await changeAccount(ctx, scope.caller.account, function* () {
      const policy = yield* requireOwnPolicy(scope, action, arn)
      const versions = yield* all(selectPolicyVersions, { policyId: policy.id })
      if (versions.length >= quotas.VersionsPerPolicy) throw tooManyVersions(quotas.VersionsPerPolicy)
      const [number, createdAt] = [policy.newest_version + 1, ctx.clock.now()]
      yield* run(insertPolicyVersion, { policy_id: policy.id, number, created_at: createdAt, document })
      const defaultVersion = isDefault ? number : policy.default_version
      yield* run(updatePolicyVersions, { id: policy.id, defaultVersion, newestVersion: number, updatedAt: createdAt })
      return { number, isDefault, createdAt, document }
    })
    return { PolicyVersion: describeVersion(version) }
  },
})
