import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { onRole } from '../identity-access.ts'
import { requireOwnRole } from './find-role.ts'
import { updateTrust } from './roles.table.ts'
import { parseTrust, storedTrust } from './trust-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = iamOperation({
  name: 'UpdateAssumeRolePolicy',
  effect: 'changes',
  ...onRole('iam:UpdateAssumeRolePolicy'),
  async run(ctx, input, { caller: { account } }) {
    const trust = parseTrust(input.PolicyDocument)
    await changeAccount(ctx, account, function* () {
      const { id } = yield* requireOwnRole(account, input.RoleName)
      const { trust_policy: trustPolicy, trust_principals: trustPrincipals } = yield* storedTrust(ctx, trust)
      yield* run(updateTrust, { id, trustPolicy, trustPrincipals })
    })
    return {}
  },
})
