import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { requireIdentity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { onRole, onUser } from '../identity-access.ts'
import { requireInstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { onInstanceProfile } from '../instance-profiles/on-instance-profile.ts'
import { requireCustomerPolicy } from '../policies/find-policy.ts'
import { onPolicy } from '../policies/policy-access.ts'
import { pageOfTags } from './page-of-tags.ts'
import { selectTagsOfIdentity, selectTagsOfInstanceProfile, selectTagsOfPolicy } from './tags.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html */
export const listUserTags = iamOperation({
  name: 'ListUserTags',
  effect: 'reads',
  ...onUser('iam:ListUserTags'),
  run: (ctx, input, { caller: { account } }) =>
    pageOfTags(ctx, input, {
      list: `user ${account} ${foldName(input.UserName)}`,
      *rows() {
        const { id } = yield* requireIdentity(account, 'user', input.UserName)
        return yield* all(selectTagsOfIdentity, { identityId: id })
      },
    }),
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags = iamOperation({
  name: 'ListRoleTags',
  effect: 'reads',
  ...onRole('iam:ListRoleTags'),
  run: (ctx, input, { caller: { account } }) =>
    pageOfTags(ctx, input, {
      list: `role ${account} ${foldName(input.RoleName)}`,
      *rows() {
        const { id } = yield* requireIdentity(account, 'role', input.RoleName)
        return yield* all(selectTagsOfIdentity, { identityId: id })
      },
    }),
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html */
export const listPolicyTags = iamOperation({
  name: 'ListPolicyTags',
  effect: 'reads',
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

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfileTags.html */
export const listInstanceProfileTags = iamOperation({
  name: 'ListInstanceProfileTags',
  effect: 'reads',
  ...onInstanceProfile('iam:ListInstanceProfileTags'),
  run: (ctx, input, { caller: { account } }) =>
    pageOfTags(ctx, input, {
      list: `instance profile ${account} ${foldName(input.InstanceProfileName)}`,
      *rows() {
        const { id } = yield* requireInstanceProfile(account, input.InstanceProfileName)
        return yield* all(selectTagsOfInstanceProfile, { profileId: id })
      },
    }),
})
