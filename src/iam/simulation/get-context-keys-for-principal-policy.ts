import { iamOperation } from '../../operation.ts'
import { contextKeysIn } from './context-key-rules.ts'
import { onPolicySource, requirePolicySource } from './policy-source.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html */
export const getContextKeysForPrincipalPolicy = iamOperation({
  name: 'GetContextKeysForPrincipalPolicy',
  access: ({ PolicySourceArn }, scope) => [
    onPolicySource('iam:GetContextKeysForPrincipalPolicy', PolicySourceArn, scope),
  ],
  async run(ctx, { PolicySourceArn, PolicyInputList = [] }, { caller: { account } }) {
    const { documents } = await ctx.database.read(() => requirePolicySource(account, PolicySourceArn))
    return { ContextKeyNames: contextKeysIn([...documents.map(({ document }) => document), ...PolicyInputList]) }
  },
})
