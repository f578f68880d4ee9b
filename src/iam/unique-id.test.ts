import { expect, test } from 'vitest'
import { randomIds as ids } from '../platform/ids.ts'
import { newUniqueId } from './unique-id.ts'

test.each([
  ['user', /^AIDA[A-Z2-7]{17}$/],
  ['group', /^AGPA[A-Z2-7]{17}$/],
  ['role', /^AROA[A-Z2-7]{17}$/],
  ['policy', /^ANPA[A-Z2-7]{17}$/],
] as const)('the id of a %s has the prefix of its kind and 17 base32 digits', (kind, form) => {
  expect(newUniqueId(kind, ids)).toMatch(form)
})

test('new unique ids differ from each other', () => {
  expect(new Set(Array.from({ length: 100 }, () => newUniqueId('user', ids))).size).toBe(100)
})
