import { iamOperation } from '../../operation.ts'
import { onActingUser } from '../users/acting-user.ts'
import { requireLoginProfile } from './require-login-profile.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html */
export const deleteLoginProfile = iamOperation({
  name: 'DeleteLoginProfile',
  ...onActingUser('iam:DeleteLoginProfile'),
  run: requireLoginProfile,
})
