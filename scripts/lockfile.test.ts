import { expect, test } from 'vitest'
import { missingFromLock } from './lockfile.ts'

test('an optional dependency is found beside the package that asks, or in a folder above', () => {
  const packages = {
    '': { optionalDependencies: { a: '1.0.0' } },
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', '@scope/a-darwin': '1.0.0' } },
    'node_modules/a/node_modules/a-linux': {},
    'node_modules/@scope/a-darwin': {},
    'tools/node': { optionalDependencies: { 'a-linux': '1.0.0' } },
    'tools/node/node_modules/a-linux': {},
  }
  expect(missingFromLock({ packages })).toEqual([])
})

test('what another package keeps for itself is missing', () => {
  const packages = {
    'node_modules/a': { dev: true, optionalDependencies: { 'a-linux': '1.0.0' } },
    'node_modules/b/node_modules/a-linux': {},
  }
  expect(missingFromLock({ packages })).toEqual([{ name: 'a-linux', version: '1.0.0', dev: true }])
})
