import { iamOperation } from '../../request/operation.ts'
import { addIdentity } from '../add-identity.ts'
import { changeAccount } from '../change-account.ts'
import { onNewIdentity } from '../identity-access.ts'
import { describeGroup } from './describe-group.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html */
export const createGroup = iamOperation({
  name: 'CreateGroup',
  effect: 'changes',
  access: (input, scope) =>
    onNewIdentity(scope, { kind: 'group', path: input.Path, name: input.GroupName }, {}, { create: 'iam:CreateGroup' }),
  async run(ctx, input, { caller: { account } }) {
    const group = await changeAccount(ctx, account, () =>
      addIdentity(ctx, account, { kind: 'group', name: input.GroupName, path: input.Path }),
    )
    return { Group: describeGroup(group) }
  },
})
