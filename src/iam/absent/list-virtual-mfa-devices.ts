import { iamOperation } from '../../request/operation.ts'
import { emptyPage } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html */
export const listVirtualMfaDevices = iamOperation({
  name: 'ListVirtualMFADevices',
  effect: 'reads',
  access: (_input, { caller: { account } }) => [
    { action: 'iam:ListVirtualMFADevices', resource: `arn:aws:iam::${account}:mfa/` },
  ],
  run: async (ctx, input) => ({ VirtualMFADevices: [], ...(await emptyPage(ctx, input)) }),
})
