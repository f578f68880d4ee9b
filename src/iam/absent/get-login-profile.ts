import { iamOperation } from '../../request/operation.ts'
import { onUserOrCaller } from '../users/user-or-caller.ts'
import { requireLoginProfile } from './require-login-profile.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html */
export const getLoginProfile = iamOperation({
  name: 'GetLoginProfile',
  effect: 'reads',
  ...onUserOrCaller('iam:GetLoginProfile'),
  run: requireLoginProfile,
})
