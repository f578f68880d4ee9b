import { iamOperation } from '../../request/operation.ts'
import { onUserOrCaller } from '../users/user-or-caller.ts'
import { requireLoginProfile } from './require-login-profile.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html */
export const deleteLoginProfile = iamOperation({
  name: 'DeleteLoginProfile',
  effect: 'changes',
  ...onUserOrCaller('iam:DeleteLoginProfile'),
  run: requireLoginProfile,
})
