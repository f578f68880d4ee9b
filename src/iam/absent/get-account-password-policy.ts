import { iamOperation, onRegistry } from '../../request/operation.ts'
import { noSuchPasswordPolicy } from '../errors.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html */
export const getAccountPasswordPolicy = iamOperation({
  name: 'GetAccountPasswordPolicy',
  effect: 'reads',
  access: () => [onRegistry('iam:GetAccountPasswordPolicy')],
  run: (_ctx, _input, { caller }) => Promise.reject(noSuchPasswordPolicy(caller.account)),
})
