import { iamOperation } from '../../operation.ts'
import { onActingUser } from '../users/acting-user.ts'
import { requireLoginProfile } from './require-login-profile.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html */
export const getLoginProfile = iamOperation({
  name: 'GetLoginProfile',
  ...onActingUser('iam:GetLoginProfile'),
  run: requireLoginProfile,
})
