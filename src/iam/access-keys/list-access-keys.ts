import type { Work } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { readPage } from '../pages.ts'
import { onUserOrCaller, requireUserOrCaller } from '../users/user-or-caller.ts'
import { type AccessKeyRow, keysOf } from './keys-of-user.ts'

type Listed = AccessKeyRow & { readonly userName: string | undefined }

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html */
export const listAccessKeys = iamOperation({
  name: 'ListAccessKeys',
  effect: 'reads',
  ...onUserOrCaller('iam:ListAccessKeys'),
  async run(ctx, input, { caller }) {
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam keys ${caller.userId} ${input.UserName ?? ''}`,
      start: '',
      // There are two at most: the page is cut from all of them.
      *rowsAfter(after, limit): Work<readonly Listed[]> {
        const user = yield* requireUserOrCaller(caller, input.UserName)
        const userName = user === 'root' ? undefined : user.name
        const keys = (yield* keysOf(user, caller.account)).map((key) => ({ ...key, userName }))
        return keys.slice(keys.findIndex(({ id }) => id === after) + 1).slice(0, limit)
      },
      positionOf: (key) => key.id,
    })
    return { AccessKeyMetadata: rows.map(describeKey), ...paging }
  },
})

const describeKey = (key: Listed) => ({
  UserName: key.userName,
  AccessKeyId: key.id,
  Status: key.status,
  CreateDate: key.created_at,
})
