import { iamOperation } from '../../request/operation.ts'
import { charactersOf, chargeSimulation } from './charge-simulation.ts'
import { contextKeysIn } from './context-key-rules.ts'
import { parseInputPolicy } from './simulated-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html */
export const getContextKeysForCustomPolicy = iamOperation({
  name: 'GetContextKeysForCustomPolicy',
  effect: 'reads',
  access: () => [{ action: 'iam:GetContextKeysForCustomPolicy', resource: '*' }],
  async run(ctx, { PolicyInputList }, { caller }) {
    chargeSimulation(ctx, caller, charactersOf(PolicyInputList))
    return { ContextKeyNames: contextKeysIn(PolicyInputList.map((text) => parseInputPolicy('identity', text))) }
  },
})
