import { failedValidation } from '../../errors.ts'

/**
 * The settings of a registry, the values that each can have, and the one that it has at first.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html
 *
 * Mounting is on at first, though ECR has it off: docker's users expect it.
 */
const settings = {
  BASIC_SCAN_TYPE_VERSION: { values: ['AWS_NATIVE', 'CLAIR'], initial: 'AWS_NATIVE' },
  BLOB_MOUNTING: { values: ['ENABLED', 'DISABLED'], initial: 'ENABLED' },
  REGISTRY_POLICY_SCOPE: { values: ['V1', 'V2'], initial: 'V2' },
} as const

export type AccountSettingName = keyof typeof settings

export const initialSetting = (name: AccountSettingName): string => settings[name].initial

export function parseSettingName(name: string): AccountSettingName {
  if (isSettingName(name)) return name
  throw notInSet('name', name, Object.keys(settings))
}

export function parseSettingValue(name: AccountSettingName, value: string): string {
  const { values } = settings[name]
  const known = values.find((each) => each === value)
  if (known === undefined) throw notInSet('value', value, values)
  return known
}

const isSettingName = (name: string): name is AccountSettingName => Object.hasOwn(settings, name)

const notInSet = (member: string, given: string, set: readonly string[]) =>
  failedValidation([
    `Value '${given.slice(0, maxQuotedLength)}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${set.join(', ')}]`,
  ])

const maxQuotedLength = 256
