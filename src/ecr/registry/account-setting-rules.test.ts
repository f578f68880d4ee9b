import { expect, test } from 'vitest'
import { initialSetting, parseSettingName, parseSettingValue } from './account-setting-rules.ts'

test.each([
  ['BASIC_SCAN_TYPE_VERSION', 'AWS_NATIVE', ['AWS_NATIVE', 'CLAIR']],
  ['BLOB_MOUNTING', 'ENABLED', ['ENABLED', 'DISABLED']],
  ['REGISTRY_POLICY_SCOPE', 'V2', ['V1', 'V2']],
] as const)('the setting %s is %s at first and can be one of %s', (name, initial, values) => {
  expect(parseSettingName(name)).toBe(name)
  expect(initialSetting(name)).toBe(initial)
  expect(values.map((value) => parseSettingValue(name, value))).toEqual(values)
})

const refusal = (sentence: string): unknown =>
  expect.objectContaining({ code: 'ValidationException', message: sentence })

test.each(['BLOB_MOUNTS', 'toString', ''])('the setting name “%s” is refused with the names that there are', (name) => {
  expect(() => parseSettingName(name)).toThrow(
    refusal(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy enum value set: [BASIC_SCAN_TYPE_VERSION, BLOB_MOUNTING, REGISTRY_POLICY_SCOPE]`,
    ),
  )
})

test('a value that a setting cannot have is refused with those that it can have, and shown shortened', () => {
  expect(() => parseSettingValue('BLOB_MOUNTING', 'x'.repeat(10_000))).toThrow(
    refusal(
      `1 validation error detected: Value '${'x'.repeat(256)}' at 'value' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED]`,
    ),
  )
})
