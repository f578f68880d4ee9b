import type { Role } from '../../generated/iam.ts'
import { iamOperation } from '../../request/operation.ts'
import { onPath } from '../identity-access.ts'
import { listIdentities } from '../list-identities.ts'
import { describeRole } from './describe-role.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = iamOperation({
  name: 'ListRoles',
  effect: 'reads',
  access: (input, scope) => [onPath('iam:ListRoles', scope, 'role', input.PathPrefix)],
  async run(ctx, input, { caller }) {
    const { rows, paging } = await listIdentities(ctx, caller.account, 'role', input)
    const Roles = await ctx.database.read(function* () {
      const shown: Role[] = []
      for (const role of rows) shown.push(yield* describeRole(role))
      return shown
    })
    return { Roles, ...paging }
  },
})
