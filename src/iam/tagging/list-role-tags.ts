import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { requireIdentity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { onRole } from '../identity-access.ts'
import { pageOfTags } from './page-of-tags.ts'
import { selectTagsOfIdentity } from './tags.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags = iamOperation({
  name: 'ListRoleTags',
  ...onRole('iam:ListRoleTags'),
  run: (ctx, input, { caller: { account } }) =>
    pageOfTags(ctx, input, {
      list: `role ${account} ${foldName(input.RoleName)}`,
      *rows() {
        const { id } = yield* requireIdentity(account, 'role', input.RoleName)
        return yield* all(selectTagsOfIdentity, { identityId: id })
      },
    }),
})
