import { repositoryKey } from '../ecr/repositories/find-repository.ts'
import { ecrdOperation, onRepository } from '../request/operation.ts'
import { getRunIn } from './lifecycle-runs.ts'

export const getLifecycleRun = ecrdOperation({
  name: 'GetLifecycleRun',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecrd:GetLifecycleRun', scope, input.repositoryName)],
  run: (ctx, input, scope) => getRunIn(ctx, repositoryKey(scope, input.repositoryName), input),
})
