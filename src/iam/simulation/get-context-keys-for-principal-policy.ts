import { iamOperation } from '../../request/operation.ts'
import { parseStoredPolicy } from '../../standards/iam-policy/parse-policy.ts'
import { charactersOf, chargeSimulation } from './charge-simulation.ts'
import { contextKeysIn } from './context-key-rules.ts'
import { onPolicySource, requirePolicySource } from './policy-source.ts'
import { parseInputPolicy } from './simulated-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html */
export const getContextKeysForPrincipalPolicy = iamOperation({
  name: 'GetContextKeysForPrincipalPolicy',
  effect: 'reads',
  access: ({ PolicySourceArn }, scope) => [
    onPolicySource('iam:GetContextKeysForPrincipalPolicy', PolicySourceArn, scope),
  ],
  async run(ctx, { PolicySourceArn, PolicyInputList = [] }, { caller }) {
    const { documents } = await ctx.database.read(() => requirePolicySource(caller.account, PolicySourceArn))
    chargeSimulation(ctx, caller, charactersOf([...documents.map(({ document }) => document), ...PolicyInputList]))
    const attached = documents.map(({ document }) => parseStoredPolicy(document, 'identity'))
    const given = PolicyInputList.map((text) => parseInputPolicy('identity', text))
    return { ContextKeyNames: contextKeysIn([...attached, ...given]) }
  },
})
