import { iamOperation } from '../../request/operation.ts'
import { runSimulation } from './run-simulation.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
export const simulateCustomPolicy = iamOperation({
  name: 'SimulateCustomPolicy',
  effect: 'reads',
  access: () => [{ action: 'iam:SimulateCustomPolicy', resource: '*' }],
  async run(ctx, input, { caller }) {
    const { account } = caller
    const asked = { list: `SimulateCustomPolicy ${account}`, caller }
    return runSimulation(ctx, asked, input, { account, arn: undefined, id: '', policies: [] })
  },
})
