import { first, type Work } from '../../database/statement.ts'
import { type AccountSettingName, initialSetting } from './account-setting-rules.ts'
import { findRegistry, type RegistryPlace } from './find-registry.ts'
import { selectAccountSetting } from './registries.table.ts'

/** The value that a setting has: its first one where none was put. */
export function* findAccountSetting(place: RegistryPlace, name: AccountSettingName): Work<string> {
  const registryId = yield* findRegistry(place)
  const stored = registryId === undefined ? undefined : yield* first(selectAccountSetting, { registryId, name })
  return stored?.value ?? initialSetting(name)
}
