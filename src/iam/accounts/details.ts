import { all, type Work } from '../../database/statement.ts'
import type { GroupDetail, ManagedPolicyDetail, RoleDetail, UserDetail } from '../../generated/iam.ts'
import { describeAttached } from '../attachments/attachments.ts'
import { selectAttachedArns } from '../attachments/attachments.table.ts'
import type { Part } from '../chained-lists.ts'
import { encodeDocument } from '../encode-document.ts'
import type { Identity, IdentityKind } from '../find-identity.ts'
import { describeGroup } from '../groups/describe-group.ts'
import { selectGroupsAfter } from '../groups/memberships.table.ts'
import { selectIdentitiesAfter } from '../identities.table.ts'
import { selectInlinePolicies } from '../inline-policies/inline-policies.table.ts'
import { describeInstanceProfiles } from '../instance-profiles/describe-instance-profile.ts'
import { selectInstanceProfilesOfRole } from '../instance-profiles/instance-profiles.table.ts'
import { pathRange } from '../pages.ts'
import { listOwnPolicies, listPoliciesOfAws } from '../policies/list-managed-policies.ts'
import { describeManagedPolicy, type ListedPolicy } from '../policies/managed-policy.ts'
import { describeWholeVersion, readVersions } from '../policies/policy-versions.ts'
import { quotas } from '../quotas.ts'
import { describeWholeRole } from '../roles/describe-role.ts'
import { shownTags } from '../tagging/tag-rules.ts'
import { selectTagsOfIdentity } from '../tagging/tags.table.ts'
import { describeWholeUser } from '../users/describe-user.ts'

/** One of these. */
export interface Detail {
  readonly key: string
  readonly user?: UserDetail
  readonly group?: GroupDetail
  readonly role?: RoleDetail
  readonly policy?: ManagedPolicyDetail
}

export const userDetails = (account: string): Part<Detail> =>
  identityDetails(account, 'user', function* (user) {
    const { inline, AttachedManagedPolicies } = yield* readGranted(user)
    const tags = shownTags(yield* all(selectTagsOfIdentity, { identityId: user.id }))
    const groups = yield* all(selectGroupsAfter, { userId: user.id, after: '', limit: quotas.GroupsPerUser })
    const GroupList = groups.map(({ name }) => name)
    return { user: { ...describeWholeUser(user, tags), GroupList, UserPolicyList: inline, AttachedManagedPolicies } }
  })

export const groupDetails = (account: string): Part<Detail> =>
  identityDetails(account, 'group', function* (group) {
    const { inline, AttachedManagedPolicies } = yield* readGranted(group)
    return { group: { ...describeGroup(group), GroupPolicyList: inline, AttachedManagedPolicies } }
  })

export const roleDetails = (account: string): Part<Detail> =>
  identityDetails(account, 'role', function* (role) {
    const { inline, AttachedManagedPolicies } = yield* readGranted(role)
    const whole = yield* describeWholeRole(role)
    const InstanceProfileList = yield* readInstanceProfiles(role)
    return { role: { ...whole, InstanceProfileList, RolePolicyList: inline, AttachedManagedPolicies } }
  })

type Describe = (identity: Identity) => Work<Omit<Detail, 'key'>>

function identityDetails(account: string, kind: IdentityKind, describe: Describe): Part<Detail> {
  return {
    *rowsAfter(after, limit) {
      const details: Detail[] = []
      for (const identity of yield* all(selectIdentitiesAfter, { account, kind, after, limit, ...pathRange() })) {
        details.push({ key: identity.folded_name, ...(yield* describe(identity)) })
      }
      return details
    },
    keyOf: ({ key }) => key,
  }
}

function* readInstanceProfiles({ id: roleId }: Identity) {
  const limit = quotas.InstanceProfilesPerAccount
  return yield* describeInstanceProfiles(yield* all(selectInstanceProfilesOfRole, { roleId, after: '', limit }))
}

/** What an identity itself has. */
function* readGranted({ id: identityId }: Identity) {
  const inline = yield* all(selectInlinePolicies, { identityId })
  const attached = yield* all(selectAttachedArns, { identityId })
  return {
    inline: inline.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: encodeDocument(document) })),
    AttachedManagedPolicies: attached.map(({ policy_arn: arn }) => describeAttached(arn)),
  }
}

export const ownPolicyDetails = (account: string): Part<Detail> => policyDetails(account, listOwnPolicies(account, {}))

/** The attached ones: the others say nothing about the account. */
export function policyDetailsOfAws(account: string): Part<Detail> {
  return policyDetails(account, listPoliciesOfAws(account, { isUsed: true }))
}

function policyDetails(account: string, { rowsAfter, keyOf }: Part<ListedPolicy>): Part<Detail> {
  return {
    *rowsAfter(after, limit) {
      const details: Detail[] = []
      for (const listed of yield* rowsAfter(after, limit)) {
        const versions = yield* readVersions(account, listed.policy.arn)
        const shown = describeManagedPolicy(listed.policy, listed.usage)
        details.push({
          key: keyOf(listed),
          policy: { ...shown, PolicyVersionList: versions.map(describeWholeVersion) },
        })
      }
      return details
    },
    keyOf: ({ key }) => key,
  }
}
