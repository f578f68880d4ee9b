import { iamOperation } from '../../request/operation.ts'
import { addIdentity } from '../add-identity.ts'
import { changeAccount } from '../change-account.ts'
import { onNewIdentity } from '../identity-access.ts'
import { parseTags } from '../tagging/tag-rules.ts'
import { describeWholeRole } from './describe-role.ts'
import { refuseReservedPath } from './role-rules.ts'
import { parseTrust, storedTrust } from './trust-policy.ts'

const defaultSessionSeconds = 3_600

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = iamOperation({
  name: 'CreateRole',
  effect: 'changes',
  access: (input, scope) =>
    onNewIdentity(scope, { kind: 'role', path: input.Path, name: input.RoleName }, input, {
      create: 'iam:CreateRole',
      tag: 'iam:TagRole',
    }),
  async run(ctx, input, { caller: { account } }) {
    refuseReservedPath(input.Path)
    const trust = parseTrust(input.AssumeRolePolicyDocument)
    const tags = parseTags(input.Tags)
    const Role = await changeAccount(ctx, account, function* () {
      const role = yield* addIdentity(ctx, account, {
        kind: 'role',
        name: input.RoleName,
        path: input.Path,
        boundaryArn: input.PermissionsBoundary,
        tags,
        role: {
          ...(yield* storedTrust(ctx, trust)),
          description: input.Description ?? '',
          max_session_seconds: input.MaxSessionDuration ?? defaultSessionSeconds,
          service: null,
        },
      })
      return yield* describeWholeRole(role)
    })
    return { Role }
  },
})
