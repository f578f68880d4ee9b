import type { Context } from '../../request/context.ts'
import { run, together, type Work } from '../../database/statement.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { emptyRepositoryJob } from './empty-repository.job.ts'
import { bumpRepositoryEpoch } from '../epochs.table.ts'
import { deleteLifecyclePolicyRow } from '../lifecycle/lifecycle-policies.table.ts'
import { deleteRepositoryPolicyRow } from '../policies/policies.table.ts'
import { registryKinds } from '../../standards/arn/registry-key.ts'
import { ensureRegistry } from '../registry/find-registry.ts'
import { moveRepository } from '../repositories/repositories.table.ts'
import { deleteTagsOfResource } from '../tagging/tagging.table.ts'

/** The registry of deleted repositories: no account and no region are named like this, so no request finds what is in it. */
const nowhere = { kind: registryKinds.ecr, account: '', region: '' }

/**
 * Takes a repository out of sight, whatever is in it, in a few statements: its name is free, and what is created under it
 * meets nothing of its predecessor. A job removes what was in it.
 */
export function* hideRepository(ctx: Context, id: number): Work<void> {
  const { id: registryId } = yield* ensureRegistry(nowhere)
  const repositoryId = yield* bumpRepositoryEpoch(id)
  yield* together([
    run(deleteTagsOfResource, { repositoryId }),
    run(deleteRepositoryPolicyRow, { repositoryId }),
    run(deleteLifecyclePolicyRow, { repositoryId }),
    run(moveRepository, { id, registryId, name: `${id}` }),
    enqueue(emptyRepositoryJob, { repositoryId }, { runAt: ctx.clock.now() }),
  ])
}
