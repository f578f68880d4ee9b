import { run } from '../../database/statement.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { bumpRegistryEpoch } from '../epochs.table.ts'
import { parseSettingName, parseSettingValue } from './account-setting-rules.ts'
import { ensureRegistry } from './find-registry.ts'
import { upsertAccountSetting } from './registries.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html */
export const putAccountSetting = operation({
  name: 'PutAccountSetting',
  effect: 'changes',
  access: ({ name }) => [{ ...onRegistry('ecr:PutAccountSetting'), context: { 'ecr:accountsetting': [name] } }],
  async run(ctx, input, scope) {
    const name = parseSettingName(input.name)
    const value = parseSettingValue(name, input.value)
    await ctx.database.change(function* () {
      const { id } = yield* ensureRegistry(scope.registry)
      yield* run(upsertAccountSetting, { registryId: yield* bumpRegistryEpoch(id), name, value })
    })
    return { name, value }
  },
})
