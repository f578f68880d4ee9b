import type { Context } from '../../request/context.ts'
import { all, run, type Work } from '../../database/statement.ts'
import { bumpRegistryEpoch } from '../epochs.table.ts'
import { deleteTemplatesOfRegistry } from '../creation-templates/templates.table.ts'
import { deleteExclusionsOfRegistry } from '../pull-time-exclusions/exclusions.table.ts'
import { deleteRegistryPolicyRow } from '../policies/policies.table.ts'
import { deleteAccountSettings, selectRegistriesBefore } from '../registry/registries.table.ts'

const batchSize = 200

/**
 * Gives every registry the settings of a new one. Its row stays: it says no more than that somebody asked for this account
 * and region, requests that run may be about to write below it, and its epoch goes on growing.
 */
export async function clearRegistries({ database }: Pick<Context, 'database'>): Promise<void> {
  let before: number | undefined = Number.MAX_SAFE_INTEGER
  while (before !== undefined) {
    const from: number = before
    before = await database.change(() => clearSome(from))
  }
}

/** The last of them; undefined when there are no more. */
function* clearSome(before: number): Work<number | undefined> {
  const registries = yield* all(selectRegistriesBefore, { id: before, limit: batchSize })
  for (const { id } of registries) {
    const registryId = yield* bumpRegistryEpoch(id)
    yield* run(deleteRegistryPolicyRow, { registryId })
    yield* run(deleteAccountSettings, { registryId })
    yield* run(deleteTemplatesOfRegistry, { registryId })
    yield* run(deleteExclusionsOfRegistry, { registryId })
  }
  return registries.at(-1)?.id
}
