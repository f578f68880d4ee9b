import { iamOperation } from '../../operation.ts'
import { contextKeysIn } from './context-key-rules.ts'
import { parseInputPolicy } from './simulated-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html */
export const getContextKeysForCustomPolicy = iamOperation({
  name: 'GetContextKeysForCustomPolicy',
  access: () => [{ action: 'iam:GetContextKeysForCustomPolicy', resource: '*' }],
  run: async (_ctx, { PolicyInputList }) => ({
    ContextKeyNames: contextKeysIn(PolicyInputList.map((text) => parseInputPolicy('identity', text))),
  }),
})
