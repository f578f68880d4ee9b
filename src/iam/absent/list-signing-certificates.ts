import { iamOperation } from '../../operation.ts'
import { onActingUser } from '../users/acting-user.ts'
import { nothingOfUser } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html */
export const listSigningCertificates = iamOperation({
  name: 'ListSigningCertificates',
  ...onActingUser('iam:ListSigningCertificates'),
  run: async (ctx, input, scope) => ({ Certificates: [], ...(await nothingOfUser(ctx, input, scope)) }),
})
