import { iamOperation } from '../../request/operation.ts'
import { onUserOrCaller } from '../users/user-or-caller.ts'
import { nothingOfUser } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html: those are CodeCommit's. */
export const listSshPublicKeys = iamOperation({
  name: 'ListSSHPublicKeys',
  effect: 'reads',
  ...onUserOrCaller('iam:ListSSHPublicKeys'),
  run: async (ctx, input, scope) => ({ SSHPublicKeys: [], ...(await nothingOfUser(ctx, input, scope)) }),
})
