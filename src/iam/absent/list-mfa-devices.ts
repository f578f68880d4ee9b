import { iamOperation } from '../../request/operation.ts'
import { onUserOrCaller } from '../users/user-or-caller.ts'
import { nothingOfUser } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html */
export const listMfaDevices = iamOperation({
  name: 'ListMFADevices',
  effect: 'reads',
  ...onUserOrCaller('iam:ListMFADevices'),
  run: async (ctx, input, scope) => ({ MFADevices: [], ...(await nothingOfUser(ctx, input, scope)) }),
})
