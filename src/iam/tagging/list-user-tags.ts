import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { requireIdentity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { onUser } from '../identity-access.ts'
import { pageOfTags } from './page-of-tags.ts'
import { selectTagsOfIdentity } from './tags.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html */
export const listUserTags = iamOperation({
  name: 'ListUserTags',
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
