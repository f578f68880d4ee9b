import { first, type Work } from '../../database/statement.ts'
import type { GetAccountSummaryResponse } from '../../generated/iam.ts'
import { iamOperation, onRegistry } from '../../request/operation.ts'
import { keysOf } from '../access-keys/keys-of-user.ts'
import type { IdentityKind } from '../find-identity.ts'
import { countIdentities } from '../identities.table.ts'
import { countInstanceProfiles } from '../instance-profiles/instance-profiles.table.ts'
import { countPolicies, countVersionsOfAccount } from '../policies/policies.table.ts'
import { quotas } from '../quotas.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export const getAccountSummary = iamOperation({
  name: 'GetAccountSummary',
  effect: 'reads',
  access: () => [onRegistry('iam:GetAccountSummary')],
  async run(ctx, _input, { caller: { account } }) {
    return { SummaryMap: await ctx.database.read(() => summarize(account)) }
  },
})

function* summarize(account: string): Work<GetAccountSummaryResponse['SummaryMap']> {
  const rootKeys = yield* keysOf('root', account)
  const policies = yield* first(countPolicies, { account })
  const profiles = yield* first(countInstanceProfiles, { account })
  const versions = yield* first(countVersionsOfAccount, { account })
  return {
    ...ofQuotas,
    ...absent,
    Users: yield* countOf(account, 'user'),
    Groups: yield* countOf(account, 'group'),
    Roles: yield* countOf(account, 'role'),
    Policies: policies?.count ?? 0,
    InstanceProfiles: profiles?.count ?? 0,
    PolicyVersionsInUse: versions?.count ?? 0,
    AccountAccessKeysPresent: rootKeys.length === 0 ? 0 : 1,
  }
}

function* countOf(account: string, kind: IdentityKind): Work<number> {
  return (yield* first(countIdentities, { account, kind }))?.count ?? 0
}

const ofQuotas = {
  UsersQuota: quotas.UsersPerAccount,
  GroupsQuota: quotas.GroupsPerAccount,
  RolesQuota: quotas.RolesPerAccount,
  PoliciesQuota: quotas.PoliciesPerAccount,
  InstanceProfilesQuota: quotas.InstanceProfilesPerAccount,
  GroupsPerUserQuota: quotas.GroupsPerUser,
  AccessKeysPerUserQuota: quotas.AccessKeysPerUser,
  AttachedPoliciesPerUserQuota: quotas.PoliciesPerUser,
  AttachedPoliciesPerGroupQuota: quotas.PoliciesPerGroup,
  AttachedPoliciesPerRoleQuota: quotas.PoliciesPerRole,
  VersionsPerPolicyQuota: quotas.VersionsPerPolicy,
  PolicyVersionsInUseQuota: 10_000,
  AssumeRolePolicySizeQuota: quotas.ACLSizePerRole,
  PolicySizeQuota: quotas.PolicySize,
  UserPolicySizeQuota: quotas.UserPolicySize,
  GroupPolicySizeQuota: quotas.GroupPolicySize,
  RolePolicySizeQuota: quotas.RolePolicySize,
}

/** Of what IAM counts, and what isn't here. */
const absent = {
  AccountMFAEnabled: 0,
  AccountPasswordPresent: 0,
  AccountSigningCertificatesPresent: 0,
  MFADevices: 0,
  MFADevicesInUse: 0,
  Providers: 0,
  ServerCertificates: 0,
  ServerCertificatesQuota: 0,
  SigningCertificatesPerUserQuota: 0,
}
