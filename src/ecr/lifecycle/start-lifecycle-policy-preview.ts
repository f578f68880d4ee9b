import { first } from '../../database/statement.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { lifecyclePolicyNotFound, previewInProgress } from '../errors.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { selectLifecyclePolicy } from './lifecycle-policies.table.ts'
import { selectNewestRun } from './lifecycle-runs.table.ts'
import { parseLifecyclePolicy } from './policy-rules.ts'
import { startRun } from './start-run.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartLifecyclePolicyPreview.html */
export const startLifecyclePolicyPreview = operation({
  name: 'StartLifecyclePolicyPreview',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:StartLifecyclePolicyPreview', scope, input.repositoryName)],
  async run(ctx, { repositoryName, lifecyclePolicyText: given }, scope) {
    const key = repositoryKey(scope, repositoryName)
    if (given !== undefined) parseLifecyclePolicy(given)
    const lifecyclePolicyText = await ctx.database.change(function* () {
      const repository = yield* requireRepository(key)
      const repositoryId = repository.id
      const policy = yield* first(selectLifecyclePolicy, { repositoryId })
      // ECR answers a preview's text as it was given.
      const document = given ?? policy?.document
      if (document === undefined) throw lifecyclePolicyNotFound(key)
      const newest = yield* first(selectNewestRun, { repositoryId, purpose: 'preview' })
      if (newest?.ended_at === null) throw previewInProgress(key)
      yield* startRun(ctx, {
        repository,
        purpose: 'preview',
        document,
        policy: undefined,
        evaluatedAt: ctx.clock.now(),
      })
      return document
    })
    return { registryId: scope.registry.account, repositoryName, lifecyclePolicyText, status: 'IN_PROGRESS' }
  },
})
