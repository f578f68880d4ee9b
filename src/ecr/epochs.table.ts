import { type Bound, run, statement, type Work } from '../database/statement.ts'

declare const bumped: unique symbol

/**
 * A repository, or a registry, whose epoch grew in this very transaction. Whatever decides who may do what in it (its policy,
 * its tags, its settings) is written for no other number: so no such change can forget that servers remember what was there,
 * until the epoch is another. `test/architecture/epochs.test.ts` sees to it for statements that are yet to be written.
 */
export type BumpedRepository = number & { readonly [bumped]: 'repository' }
export type BumpedRegistry = number & { readonly [bumped]: 'registry' }

export function* bumpRepositoryEpoch(id: number): Work<BumpedRepository> {
  yield* run(updateRepositoryEpoch, { id })
  return id as BumpedRepository
}

export function* bumpRegistryEpoch(id: number): Work<BumpedRegistry> {
  yield* run(updateRegistryEpoch, { id })
  return id as BumpedRegistry
}

export const updateRepositoryEpoch = statement('updateRepositoryEpoch', (db, p: Bound<{ id: number }>) =>
  db
    .updateTable('repository')
    .set((row) => ({ policy_epoch: row('policy_epoch', '+', 1) }))
    .where('id', '=', p.id),
)

export const updateRegistryEpoch = statement('updateRegistryEpoch', (db, p: Bound<{ id: number }>) =>
  db
    .updateTable('registry')
    .set((row) => ({ policy_epoch: row('policy_epoch', '+', 1) }))
    .where('id', '=', p.id),
)
