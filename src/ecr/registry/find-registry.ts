import { first, type Work } from '../../database/statement.ts'
import type { RegistryKey } from '../../standards/arn/registry-key.ts'
import { insertRegistry, type Registry, selectRegistry } from './registries.table.ts'

/** The id of its row, which comes with what is first kept of it. */
export function* findRegistry(key: RegistryKey): Work<number | undefined> {
  return (yield* first(selectRegistry, key))?.id
}

/** Every account has a registry in every region: its row is made where it isn't there yet. */
export function* ensureRegistry(key: RegistryKey): Work<Registry> {
  const row = (yield* first(insertRegistry, key)) ?? (yield* first(selectRegistry, key))
  if (row === undefined) throw new Error('a registry was neither found nor made')
  return row
}
