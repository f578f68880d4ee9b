import { iamOperation } from '../../operation.ts'
import { onPolicySource, requirePolicySource } from './policy-source.ts'
import { runSimulation } from './run-simulation.ts'
import { attachedSourceId, simulatedPolicy } from './simulated-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulatePrincipalPolicy = iamOperation({
  name: 'SimulatePrincipalPolicy',
  access: ({ PolicySourceArn }, scope) => [onPolicySource('iam:SimulatePrincipalPolicy', PolicySourceArn, scope)],
  async run(ctx, input, { caller }) {
    const { account } = caller
    const { identity, arn, documents } = await ctx.database.read(() =>
      requirePolicySource(account, input.PolicySourceArn),
    )
    const policies = documents.map((each) => simulatedPolicy(each.kind, attachedSourceId(each), each.document))
    const asked = { list: `SimulatePrincipalPolicy ${arn}`, caller }
    return runSimulation(ctx, asked, input, { account, arn, id: identity.id, policies })
  },
})
