import { first, type Work } from '../../database/statement.ts'
import { insertRegistry, type Registry, selectRegistry } from './registries.table.ts'

/** Names a registry: account and region. */
export interface RegistryPlace {
  readonly registryId: string
  readonly region: string
}

/** Its row, which comes with what is first kept of it. */
export function* findRegistry({ registryId: account, region }: RegistryPlace): Work<number | undefined> {
  return (yield* first(selectRegistry, { account, region }))?.id
}

/** Every account has a registry in every region: its row is made where it isn't there yet. */
export function* ensureRegistry({ registryId: account, region }: RegistryPlace): Work<Registry> {
  const key = { account, region }
  const row = (yield* first(insertRegistry, key)) ?? (yield* first(selectRegistry, key))
  if (row === undefined) throw new Error('a registry was neither found nor made')
  return row
}
