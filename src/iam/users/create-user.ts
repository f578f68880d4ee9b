import { iamOperation } from '../../request/operation.ts'
import { addIdentity } from '../add-identity.ts'
import { changeAccount } from '../change-account.ts'
import { onNewIdentity } from '../identity-access.ts'
import { parseTags, tagsOfRequest } from '../tagging/tag-rules.ts'
import { describeWholeUser } from './describe-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export const createUser = iamOperation({
  name: 'CreateUser',
  effect: 'changes',
  access: (input, scope) =>
    onNewIdentity(scope, { kind: 'user', path: input.Path, name: input.UserName }, input, {
      create: 'iam:CreateUser',
      tag: 'iam:TagUser',
    }),
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    const user = await changeAccount(ctx, account, () =>
      addIdentity(ctx, account, {
        kind: 'user',
        name: input.UserName,
        path: input.Path,
        boundaryArn: input.PermissionsBoundary,
        tags,
      }),
    )
    return { User: describeWholeUser(user, tagsOfRequest(input.Tags)) }
  },
})
