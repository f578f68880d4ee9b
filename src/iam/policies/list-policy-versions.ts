import { iamOperation } from '../../request/operation.ts'
import { readPage } from '../pages.ts'
import { onPolicy } from './policy-access.ts'
import { describeVersion, readVersions, type Version } from './policy-versions.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html: the newest first; there are few. */
export const listPolicyVersions = iamOperation({
  name: 'ListPolicyVersions',
  effect: 'reads',
  access: onPolicy('iam:ListPolicyVersions'),
  async run(ctx, input, { caller: { account } }) {
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam versions ${account} ${input.PolicyArn}`,
      start: Number.MAX_SAFE_INTEGER,
      *rowsAfter(before, limit) {
        const versions = yield* readVersions(account, input.PolicyArn)
        return versions.filter(({ number }) => number < before).slice(0, limit)
      },
      positionOf: ({ number }: Version) => number,
    })
    return { Versions: rows.map(describeVersion), ...paging }
  },
})
