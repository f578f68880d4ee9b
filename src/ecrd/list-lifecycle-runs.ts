import { repositoryKey } from '../ecr/repositories/find-repository.ts'
import { ecrdOperation, onRepository } from '../request/operation.ts'
import { listRunsIn } from './lifecycle-runs.ts'

export const listLifecycleRuns = ecrdOperation({
  name: 'ListLifecycleRuns',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecrd:ListLifecycleRuns', scope, input.repositoryName)],
  run: (ctx, input, scope) => listRunsIn(ctx, repositoryKey(scope, input.repositoryName), input),
})
