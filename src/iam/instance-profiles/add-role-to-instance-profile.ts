import { run, type Work } from '../../database/statement.ts'
import type { AddRoleToInstanceProfileRequest } from '../../generated/iam.ts'
import { iamOperation, type Scope } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { findIdentity, type Identity } from '../find-identity.ts'
import { onRole } from '../identity-access.ts'
import { requireWithin } from '../quotas.ts'
import { requireOwnRole } from '../roles/find-role.ts'
import { type InstanceProfile, requireInstanceProfile } from './find-instance-profile.ts'
import { updateRoleOfInstanceProfile } from './instance-profiles.table.ts'
import { onInstanceProfile } from './on-instance-profile.ts'

const ofProfile = onInstanceProfile('iam:AddRoleToInstanceProfile')
const ofRole = onRole('iam:PassRole')

/** What is found of the two that a request names. */
interface Named {
  readonly profile: InstanceProfile | undefined
  readonly role: Identity | undefined
}

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html: whoever gives a role to machines must
 * be allowed to pass it to EC2.
 */
export const addRoleToInstanceProfile = iamOperation({
  name: 'AddRoleToInstanceProfile',
  effect: 'changes',
  *facts(input: AddRoleToInstanceProfileRequest, scope: Scope): Work<Named> {
    const role = yield* findIdentity(scope.caller.account, 'role', input.RoleName)
    return { profile: yield* ofProfile.facts(input, scope), role }
  },
  access: (input, scope, { profile, role }: Named) => [
    ...ofProfile.access(input, scope, profile),
    ...ofRole
      .access(input, scope, role)
      .map((passing) => ({ ...passing, context: { 'iam:passedtoservice': ['ec2.amazonaws.com'] } })),
  ],
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const profile = yield* requireInstanceProfile(account, input.InstanceProfileName)
      const role = yield* requireOwnRole(account, input.RoleName)
      requireWithin('InstanceSessionsPerInstanceProfile', profile.role_id === null ? 1 : 2)
      yield* run(updateRoleOfInstanceProfile, { id: profile.id, roleId: role.id })
    })
    return {}
  },
})
