import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onGroup, onRenamed } from '../identity-access.ts'
import { renameIdentity } from '../rename-identity.ts'

const group = onGroup('iam:UpdateGroup')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = iamOperation({
  name: 'UpdateGroup',
  effect: 'changes',
  facts: group.facts,
  access: (input, scope, found) => [
    ...group.access(input, scope, found),
    ...onRenamed('iam:UpdateGroup', scope, found, {
      kind: 'group',
      oldName: input.GroupName,
      name: input.NewGroupName,
      path: input.NewPath,
    }),
  ],
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const group = yield* requireIdentity(account, 'group', input.GroupName)
      yield* renameIdentity(group, { name: input.NewGroupName, path: input.NewPath })
    })
    return {}
  },
})
