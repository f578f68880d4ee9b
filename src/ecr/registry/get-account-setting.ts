import { onRegistry, operation } from '../../request/operation.ts'
import { parseSettingName } from './account-setting-rules.ts'
import { findAccountSetting } from './find-account-setting.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAccountSetting.html */
export const getAccountSetting = operation({
  name: 'GetAccountSetting',
  effect: 'reads',
  access: ({ name }) => [{ ...onRegistry('ecr:GetAccountSetting'), context: { 'ecr:accountsetting': [name] } }],
  async run(ctx, input, scope) {
    const name = parseSettingName(input.name)
    return { name, value: await ctx.database.read(() => findAccountSetting(scope.registry, name)) }
  },
})
