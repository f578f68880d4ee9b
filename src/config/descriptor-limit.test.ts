import { expect, test } from 'vitest'
import { connectionsFor, parseLimits } from './descriptor-limit.ts'

const limits = (soft: string): string => `Limit                     Soft Limit           Hard Limit           Units
Max processes             127235               127235               processes
Max open files            ${soft.padEnd(20)} 524288               files
Max locked memory         8388608              8388608              bytes
`

test.each([
  ['1024', 1024],
  ['unlimited', Number.MAX_SAFE_INTEGER],
])('parseLimits reads a soft limit of %s open files', (soft, expected) => {
  expect(parseLimits(limits(soft))).toBe(expected)
})

test('parseLimits finds no limit in an empty file', () => {
  expect(parseLimits('')).toBeUndefined()
})

test.each([
  [100, 20],
  [256, 51],
  [1_024, 384],
  [4_096, 1_920],
  [1_048_576, 10_000],
  [Number.MAX_SAFE_INTEGER, 10_000],
])('a limit of %d file descriptors allows %d connections', (descriptors, connections) => {
  expect(connectionsFor(descriptors)).toBe(connections)
})
