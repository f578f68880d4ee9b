import { iamOperation } from '../../request/operation.ts'
import { parseExclusions } from './exclusions.ts'
import { onPolicySource, requirePolicySource } from './policy-source.ts'
import { runSimulation } from './run-simulation.ts'
import { attachedPolicy } from './simulated-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulatePrincipalPolicy = iamOperation({
  name: 'SimulatePrincipalPolicy',
  effect: 'reads',
  access: ({ PolicySourceArn }, scope) => [onPolicySource('iam:SimulatePrincipalPolicy', PolicySourceArn, scope)],
  async run(ctx, input, { caller }) {
    const { account } = caller
    const isExcluded = parseExclusions(input.PolicyExclusionList ?? [])
    const { identity, arn, documents } = await ctx.database.read(() =>
      requirePolicySource(account, input.PolicySourceArn),
    )
    const policies = documents.filter((each) => !isExcluded(each)).map(attachedPolicy)
    const asked = { list: `SimulatePrincipalPolicy ${arn}`, caller }
    return runSimulation(ctx, asked, input, { account, arn, id: identity.id, policies })
  },
})
