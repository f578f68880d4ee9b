import { stsOperation } from '../request/operation.ts'

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no permission is needed to learn
 * who the caller is, and no policy can take it away.
 */
export const getCallerIdentity = stsOperation({
  name: 'GetCallerIdentity',
  effect: 'reads',
  access: () => [],
  async run(_ctx, _input, { caller }) {
    return { UserId: caller.userId, Account: caller.account, Arn: caller.arn }
  },
})
