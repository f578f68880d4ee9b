import { onRegistry, stsOperation } from '../request/operation.ts'
import { invalidAuthorizationMessage } from './errors.ts'

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html: some of AWS's services, such as EC2,
 * put an encoded message into a denial. ECR, IAM and STS don't, and neither do they here: so none is one of ours. Why
 * something was denied is told by `ecrd why` and by the simulations of IAM.
 */
export const decodeAuthorizationMessage = stsOperation({
  name: 'DecodeAuthorizationMessage',
  effect: 'reads',
  access: () => [onRegistry('sts:DecodeAuthorizationMessage')],
  run: () => Promise.reject(invalidAuthorizationMessage()),
})
