import { expect, test } from 'vitest'
import { isAccount, isRegion } from './account-and-region.ts'

test.each(['123456789012', '000000000000', '012345678901'])('%s is an account', (text) => {
  expect(isAccount(text)).toBe(true)
})

test.each([
  '',
  '12345678901',
  '1234567890123',
  '12345678901a',
  ' 123456789012',
  '123456789012\n',
  '１２３４５６７８９０１２',
])('%j is not an account', (text) => {
  expect(isAccount(text)).toBe(false)
})

test.each(['us-east-1', 'ap-southeast-12', 'us-gov-west-1', 'eusc-de-east-1'])('%s is a region', (text) => {
  expect(isRegion(text)).toBe(true)
})

test.each([
  '',
  'us',
  'us-east',
  'us-east-',
  'us-east-123',
  'US-EAST-1',
  'us--east-1',
  'us.east-1',
  'us-east-1:1',
  'u-e-1',
])('%j is not a region', (text) => {
  expect(isRegion(text)).toBe(false)
})
