import { repositoryKey } from '../ecr/repositories/find-repository.ts'
import { ecrdOperation, onRepository } from '../request/operation.ts'
import { startRunIn } from './lifecycle-runs.ts'

export const startLifecycleRun = ecrdOperation({
  name: 'StartLifecycleRun',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecrd:StartLifecycleRun', scope, input.repositoryName)],
  run: (ctx, input, scope) => startRunIn(ctx, repositoryKey(scope, input.repositoryName), input),
})
