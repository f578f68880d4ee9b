import { iamOperation } from '../../request/operation.ts'
import { identityArn } from '../identity-arn.ts'
import { onUserOrCaller } from '../users/user-or-caller.ts'
import { emptyPage, nothingOfUser } from './nothing-of-user.ts'

const action = 'iam:ListServiceSpecificCredentials'
const actingUser = onUserOrCaller(action)

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html: of one user, or of all of them,
 * which is a right on all.
 */
export const listServiceSpecificCredentials = iamOperation({
  name: 'ListServiceSpecificCredentials',
  effect: 'reads',
  facts: (input, scope) => actingUser.facts(input, scope),
  access(input, scope, found) {
    if (input.AllUsers !== true) return actingUser.access(input, scope, found)
    return [{ action, resource: identityArn({ account: scope.caller.account, kind: 'user', path: '/', name: '*' }) }]
  },
  async run(ctx, input, scope) {
    const paging = await (input.AllUsers === true ? emptyPage(ctx, input) : nothingOfUser(ctx, input, scope))
    return { ServiceSpecificCredentials: [], ...paging }
  },
})
