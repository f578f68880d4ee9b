import { iamOperation } from '../../operation.ts'
import { charactersOf, chargeSimulation } from './charge-simulation.ts'
import { contextKeysIn } from './context-key-rules.ts'
import { onPolicySource, requirePolicySource } from './policy-source.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html */
export const getContextKeysForPrincipalPolicy = iamOperation({
  name: 'GetContextKeysForPrincipalPolicy',
  access: ({ PolicySourceArn }, scope) => [
    onPolicySource('iam:GetContextKeysForPrincipalPolicy', PolicySourceArn, scope),
  ],
  async run(ctx, { PolicySourceArn, PolicyInputList = [] }, { caller }) {
    const { documents } = await ctx.database.read(() => requirePolicySource(caller.account, PolicySourceArn))
    const texts = [...documents.map(({ document }) => document), ...PolicyInputList]
    chargeSimulation(ctx, caller, charactersOf(texts))
    return { ContextKeyNames: contextKeysIn(texts) }
  },
})
