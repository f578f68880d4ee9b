import { accountOfAccessKey } from '../iam/access-keys/access-key-id.ts'
import { onRegistry, stsOperation } from '../request/operation.ts'
import { invalidAccessKeyId } from './errors.ts'

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html: the id itself says it, also of a key that was
 * deleted or never was.
 */
export const getAccessKeyInfo = stsOperation({
  name: 'GetAccessKeyInfo',
  effect: 'reads',
  access: () => [onRegistry('sts:GetAccessKeyInfo')],
  async run(_ctx, { AccessKeyId }) {
    const account = accountOfAccessKey(AccessKeyId)
    if (account === undefined) throw invalidAccessKeyId()
    return { Account: account }
  },
})
