import { iamOperation } from '../../operation.ts'
import { onActingUser } from '../users/acting-user.ts'
import { nothingOfUser } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html */
export const listMfaDevices = iamOperation({
  name: 'ListMFADevices',
  ...onActingUser('iam:ListMFADevices'),
  run: async (ctx, input, scope) => ({ MFADevices: [], ...(await nothingOfUser(ctx, input, scope)) }),
})
