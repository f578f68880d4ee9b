import type { Context } from '../request/context.ts'
import { all, first } from '../database/statement.ts'
import { lifecyclePolicyNotFound } from '../ecr/errors.ts'
import { selectActionsAfter } from '../ecr/lifecycle/lifecycle-actions.table.ts'
import { selectLifecyclePolicy } from '../ecr/lifecycle/lifecycle-policies.table.ts'
import { selectRun, selectRunsBefore } from '../ecr/lifecycle/lifecycle-runs.table.ts'
import { parseLifecyclePolicy } from '../ecr/lifecycle/policy-rules.ts'
import { isRunUnderWay, startRun } from '../ecr/lifecycle/start-run.ts'
import { closePage, openPage } from '../ecr/pages.ts'
import { requireRepository } from '../ecr/repositories/find-repository.ts'
import type { EcrdOperations } from '../generated/ecrd.ts'
import { pageSizes } from '../request/page-sizes.ts'
import type { RepositoryKey } from '../standards/arn/registry-key.ts'
import { describeActions, describeEventPolicy, describeRun } from './describe-lifecycle-run.ts'
import { noSuchRun, policyOfRunGiven, runInProgress } from './errors.ts'

type Input<Name extends keyof EcrdOperations> = EcrdOperations[Name]['input']
type Output<Name extends keyof EcrdOperations> = EcrdOperations[Name]['output']

/** What the operations do, and the commands of an owner, who needs no right. */

export async function startRunIn(
  ctx: Pick<Context, 'database' | 'clock' | 'ids'>,
  key: RepositoryKey,
  input: Omit<Input<'StartLifecycleRun'>, 'repositoryName'>,
): Promise<Output<'StartLifecycleRun'>> {
  const { lifecyclePolicyText: given, dryRun = false, evaluateAt: evaluatedAt = ctx.clock.now() } = input
  if (given !== undefined && !dryRun) throw policyOfRunGiven()
  if (given !== undefined) parseLifecyclePolicy(given)
  const runId = await ctx.database.change(function* () {
    const repository = yield* requireRepository(key)
    const stored = yield* first(selectLifecyclePolicy, { repositoryId: repository.id })
    const document = given ?? stored?.document
    if (document === undefined) throw lifecyclePolicyNotFound(key)
    if (!dryRun && (yield* isRunUnderWay(repository.id))) throw runInProgress(key)
    const policy = given === undefined ? stored : undefined
    return yield* startRun(ctx, { repository, purpose: dryRun ? 'dry-run' : 'run', document, policy, evaluatedAt })
  })
  return { runId }
}

type Reader = Pick<Context, 'database' | 'keys'>

export async function listRunsIn(
  ctx: Reader,
  key: RepositoryKey,
  input: Omit<Input<'ListLifecycleRuns'>, 'repositoryName'>,
): Promise<Output<'ListLifecycleRuns'>> {
  const { maxResults: size = pageSizes.lifecycleRuns.default } = input
  const { found, list } = await ctx.database.read(function* () {
    const { id: repositoryId } = yield* requireRepository(key)
    const list = `ListLifecycleRuns ${repositoryId}`
    const before = openPage(ctx, list, input, Number.MAX_SAFE_INTEGER)
    return { found: yield* all(selectRunsBefore, { repositoryId, before, limit: size + 1 }), list }
  })
  const { rows, nextToken } = closePage(ctx, list, found, size, ({ id }) => id)
  return { runs: rows.map(describeRun), nextToken }
}

export async function getRunIn(
  ctx: Reader,
  key: RepositoryKey,
  input: Omit<Input<'GetLifecycleRun'>, 'repositoryName'>,
): Promise<Output<'GetLifecycleRun'>> {
  const { runId: uuid, maxResults: size = pageSizes.lifecycleRuns.default } = input
  const { run, found, list } = await ctx.database.read(function* () {
    const { id: repositoryId } = yield* requireRepository(key)
    const run = yield* first(selectRun, { repositoryId, uuid })
    if (run === undefined) throw noSuchRun(uuid)
    const list = `GetLifecycleRun ${run.id}`
    const after = openPage(ctx, list, input, 0)
    return { run, found: yield* all(selectActionsAfter, { runId: run.id, after, limit: size + 1 }), list }
  })
  const { rows, nextToken } = closePage(ctx, list, found, size, ({ position }) => position)
  return {
    run: describeRun(run),
    repositoryName: run.repository_name,
    lifecycleEventPolicy: describeEventPolicy(run),
    ...describeActions(rows),
    nextToken,
  }
}
