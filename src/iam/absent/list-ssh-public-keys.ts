import { iamOperation } from '../../operation.ts'
import { onActingUser } from '../users/acting-user.ts'
import { nothingOfUser } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html: those are CodeCommit's. */
export const listSshPublicKeys = iamOperation({
  name: 'ListSSHPublicKeys',
  ...onActingUser('iam:ListSSHPublicKeys'),
  run: async (ctx, input, scope) => ({ SSHPublicKeys: [], ...(await nothingOfUser(ctx, input, scope)) }),
})
