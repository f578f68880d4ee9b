import { z } from 'zod'
import { executeRunNamed } from '../../ecr/lifecycle/execute-run.ts'
import { ServiceError } from '../../errors.ts'
import { getRunIn, listRunsIn, startRunIn } from '../../ecrd/lifecycle-runs.ts'
import type { EcrdOperations } from '../../generated/ecrd.ts'
import { registryKinds, type RepositoryKey } from '../../standards/arn/registry-key.ts'
import { AdminRefusal, type AdminTask } from './admin-task.ts'

type Name = 'StartLifecycleRun' | 'GetLifecycleRun' | 'ListLifecycleRuns'

/** The owner names the registry of the repository, too. */
export type OfOwner<Called extends Name> = EcrdOperations[Called]['input'] & {
  readonly account: string
  readonly region: string
}

const ofRepository = { account: z.string(), region: z.string(), repositoryName: z.string() }
const page = { nextToken: z.string().optional(), maxResults: z.number().optional() }

/** What no server runs for is done at once, by this process. */
export const startLifecycleRunTask: AdminTask<
  OfOwner<'StartLifecycleRun'>,
  EcrdOperations['StartLifecycleRun']['output']
> = {
  name: 'start-lifecycle-run',
  input: z.object({
    ...ofRepository,
    evaluateAt: z.number().optional(),
    dryRun: z.boolean().optional(),
    lifecyclePolicyText: z.string().optional(),
  }),
  run: ({ ctx, hasJobs }, input) =>
    told(async () => {
      const started = await startRunIn(ctx, keyOf(input), input)
      if (!hasJobs) await executeRunNamed(ctx, started.runId)
      return started
    }),
}

export const getLifecycleRunTask: AdminTask<OfOwner<'GetLifecycleRun'>, EcrdOperations['GetLifecycleRun']['output']> = {
  name: 'get-lifecycle-run',
  input: z.object({ ...ofRepository, ...page, runId: z.string() }),
  run: ({ ctx }, input) => told(() => getRunIn(ctx, keyOf(input), input)),
}

export const listLifecycleRunsTask: AdminTask<
  OfOwner<'ListLifecycleRuns'>,
  EcrdOperations['ListLifecycleRuns']['output']
> = {
  name: 'list-lifecycle-runs',
  input: z.object({ ...ofRepository, ...page }),
  run: ({ ctx }, input) => told(() => listRunsIn(ctx, keyOf(input), input)),
}

function keyOf({ account, region, repositoryName: name }: OfOwner<Name>): RepositoryKey {
  return { kind: registryKinds.ecr, account, region, name }
}

/** What the operations refuse is a sentence for the owner as well. */
async function told<Output>(work: () => Promise<Output>): Promise<Output> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ServiceError) throw new AdminRefusal(error.message, error)
    throw error
  }
}
