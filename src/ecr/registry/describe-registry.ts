import { onRegistry, operation } from '../../request/operation.ts'

/**
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRegistry.html
 * Every account has a registry in every region; replication can't be configured yet, so it has no rules.
 */
export const describeRegistry = operation({
  name: 'DescribeRegistry',
  effect: 'reads',
  access: () => [onRegistry('ecr:DescribeRegistry')],
  run: (_ctx, _input, scope) =>
    Promise.resolve({ registryId: scope.registry.account, replicationConfiguration: { rules: [] } }),
})
