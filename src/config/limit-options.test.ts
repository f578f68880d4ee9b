import { expect, test } from 'vitest'
import { limitOptions } from './limit-options.ts'

const parsed = (name: keyof typeof limitOptions, value: unknown): unknown => {
  const { success, data, error } = limitOptions[name].schema.safeParse(value)
  return success ? data : error.issues[0]?.message
}

test.each([
  ['requestMemoryMebibytes', '40', 40],
  ['requestMemoryMebibytes', 39, 'must be a whole number from 40 to 1000000'],
  ['bodySilenceSeconds', 'soon', 'must be a whole number from 1 to 86400'],
  ['bodySilenceSeconds', '1.5', 'must be a whole number from 1 to 86400'],
  ['bodyBytesPerSecond', 0, 0],
  ['maxConnections', '-1', 'must be a whole number from 1 to 1000000'],
  ['simulatedCharactersPerMinute', '1000000000000', 1e12],
] as const)('the option %s with the value %j gives %j', (name, value, expected) => {
  expect(parsed(name, value)).toBe(expected)
})
