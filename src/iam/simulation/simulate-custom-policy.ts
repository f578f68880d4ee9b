import { iamOperation } from '../../operation.ts'
import { runSimulation } from './run-simulation.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
export const simulateCustomPolicy = iamOperation({
  name: 'SimulateCustomPolicy',
  access: () => [{ action: 'iam:SimulateCustomPolicy', resource: '*' }],
  run: async (ctx, input, { caller: { account } }) =>
    runSimulation(ctx, `SimulateCustomPolicy ${account}`, input, { account, arn: undefined, id: '', policies: [] }),
})
