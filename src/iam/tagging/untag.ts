import { iamOperation } from '../../request/operation.ts'
import { tagKeys } from '../../request/request-tags.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onRole, onUser } from '../identity-access.ts'
import { requireInstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { onInstanceProfile } from '../instance-profiles/on-instance-profile.ts'
import { requireOwnPolicy } from '../policies/find-policy.ts'
import { accessToPolicy } from '../policies/policy-access.ts'
import { removeIdentityTags } from './identity-tags.ts'
import { removeInstanceProfileTags } from './instance-profile-tags.ts'
import { removePolicyTags } from './policy-tags.ts'

const user = onUser('iam:UntagUser')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html */
export const untagUser = iamOperation({
  name: 'UntagUser',
  effect: 'changes',
  facts: user.facts,
  access: (input, scope, found) =>
    user.access(input, scope, found).map((each) => ({ ...each, context: tagKeys(input.TagKeys) })),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removeIdentityTags(yield* requireIdentity(account, 'user', input.UserName), input.TagKeys)
    })
    return {}
  },
})

const role = onRole('iam:UntagRole')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = iamOperation({
  name: 'UntagRole',
  effect: 'changes',
  facts: role.facts,
  access: (input, scope, found) =>
    role.access(input, scope, found).map((each) => ({ ...each, context: tagKeys(input.TagKeys) })),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removeIdentityTags(yield* requireIdentity(account, 'role', input.RoleName), input.TagKeys)
    })
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html */
export const untagPolicy = iamOperation({
  name: 'UntagPolicy',
  effect: 'changes',
  access: (input) => [accessToPolicy('iam:UntagPolicy', input.PolicyArn, tagKeys(input.TagKeys))],
  async run(ctx, input, scope) {
    await changeAccount(ctx, scope.caller.account, function* () {
      yield* removePolicyTags(yield* requireOwnPolicy(scope, 'iam:UntagPolicy', input.PolicyArn), input.TagKeys)
    })
    return {}
  },
})

const profile = onInstanceProfile('iam:UntagInstanceProfile')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagInstanceProfile.html */
export const untagInstanceProfile = iamOperation({
  name: 'UntagInstanceProfile',
  effect: 'changes',
  facts: profile.facts,
  access: (input, scope, found) =>
    profile.access(input, scope, found).map((each) => ({ ...each, context: tagKeys(input.TagKeys) })),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removeInstanceProfileTags(yield* requireInstanceProfile(account, input.InstanceProfileName), input.TagKeys)
    })
    return {}
  },
})
