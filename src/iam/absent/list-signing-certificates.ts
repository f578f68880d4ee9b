import { iamOperation } from '../../request/operation.ts'
import { onUserOrCaller } from '../users/user-or-caller.ts'
import { nothingOfUser } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html */
export const listSigningCertificates = iamOperation({
  name: 'ListSigningCertificates',
  effect: 'reads',
  ...onUserOrCaller('iam:ListSigningCertificates'),
  run: async (ctx, input, scope) => ({ Certificates: [], ...(await nothingOfUser(ctx, input, scope)) }),
})
