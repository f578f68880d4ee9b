import type { Context } from '../../request/context.ts'
import { run, type Work } from '../../database/statement.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
import { bumpRepositoryEpoch } from '../epochs.table.ts'
import { putPolicy } from '../lifecycle/put-policy.ts'
import { upsertRepositoryPolicy } from '../policies/policies.table.ts'
import { findRepository } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { addRepository } from '../repository-lifetime/add-repository.ts'
import { findTemplateFor } from './find-template.ts'
import { type Scenario, settingsOf } from './template-rules.ts'
import type { Template } from './templates.table.ts'

/**
 * The repository of this name: the one that is there, or else one that is created as the template for the scenario says.
 * Undefined where there is no such template. In one transaction, so of several that come at once one creates it, and the
 * others find it.
 */
export function* createFromTemplate(
  ctx: Context,
  key: RepositoryKey,
  scenario: Scenario,
): Work<Repository | undefined> {
  const existing = yield* findRepository(key)
  if (existing !== undefined) return existing
  const template = yield* findTemplateFor(key, scenario)
  return template === undefined ? undefined : yield* addAfterTemplate(ctx, key, template)
}

/** Later changes of the template leave the repository as it is. */
function* addAfterTemplate(ctx: Context, key: RepositoryKey, template: Template): Work<Repository> {
  const { mutability, tags } = settingsOf(template)
  const repository = yield* addRepository(ctx, key, { mutability, scanOnPush: false, tags })
  const { policy_document: document, policy_principals: principals } = template
  if (document !== null) {
    const repositoryId = yield* bumpRepositoryEpoch(repository.id)
    yield* run(upsertRepositoryPolicy, { repositoryId, document, principals })
  }
  if (template.lifecycle_policy !== null) yield* putPolicy(ctx, repository.id, template.lifecycle_policy)
  return repository
}
