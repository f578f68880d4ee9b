import { iamOperation } from '../../request/operation.ts'
import { requestTags } from '../../request/request-tags.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onRole, onUser } from '../identity-access.ts'
import { requireInstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { onInstanceProfile } from '../instance-profiles/on-instance-profile.ts'
import { requireOwnPolicy } from '../policies/find-policy.ts'
import { accessToPolicy } from '../policies/policy-access.ts'
import { setIdentityTags } from './identity-tags.ts'
import { setInstanceProfileTags } from './instance-profile-tags.ts'
import { setPolicyTags } from './policy-tags.ts'
import { parseTags } from './tag-rules.ts'

const user = onUser('iam:TagUser')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html */
export const tagUser = iamOperation({
  name: 'TagUser',
  effect: 'changes',
  facts: user.facts,
  access: (input, scope, found) =>
    user.access(input, scope, found).map((each) => ({ ...each, context: requestTags(input.Tags) })),
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, account, function* () {
      yield* setIdentityTags(yield* requireIdentity(account, 'user', input.UserName), tags)
    })
    return {}
  },
})

const role = onRole('iam:TagRole')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = iamOperation({
  name: 'TagRole',
  effect: 'changes',
  facts: role.facts,
  access: (input, scope, found) =>
    role.access(input, scope, found).map((each) => ({ ...each, context: requestTags(input.Tags) })),
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, account, function* () {
      yield* setIdentityTags(yield* requireIdentity(account, 'role', input.RoleName), tags)
    })
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html */
export const tagPolicy = iamOperation({
  name: 'TagPolicy',
  effect: 'changes',
  access: (input) => [accessToPolicy('iam:TagPolicy', input.PolicyArn, requestTags(input.Tags))],
  async run(ctx, input, scope) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, scope.caller.account, function* () {
      yield* setPolicyTags(yield* requireOwnPolicy(scope, 'iam:TagPolicy', input.PolicyArn), tags)
    })
    return {}
  },
})

const profile = onInstanceProfile('iam:TagInstanceProfile')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagInstanceProfile.html */
export const tagInstanceProfile = iamOperation({
  name: 'TagInstanceProfile',
  effect: 'changes',
  facts: profile.facts,
  access: (input, scope, found) =>
    profile.access(input, scope, found).map((each) => ({ ...each, context: requestTags(input.Tags) })),
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, account, function* () {
      yield* setInstanceProfileTags(yield* requireInstanceProfile(account, input.InstanceProfileName), tags)
    })
    return {}
  },
})
