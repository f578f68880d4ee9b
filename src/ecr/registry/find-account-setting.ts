import { first, type Work } from '../../database/statement.ts'
import { type AccountSettingName, initialSetting } from './account-setting-rules.ts'
import { findRegistry } from './find-registry.ts'
import { selectAccountSetting } from './registries.table.ts'
import type { RegistryKey } from '../../standards/arn/registry-key.ts'

/** The value that a setting has: its first one where none was put. */
export function* findAccountSetting(key: RegistryKey, name: AccountSettingName): Work<string> {
  const registryId = yield* findRegistry(key)
  const stored = registryId === undefined ? undefined : yield* first(selectAccountSetting, { registryId, name })
  return stored?.value ?? initialSetting(name)
}
