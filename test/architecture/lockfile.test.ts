import { expect, test } from 'vitest'
import { type Lock, missingFromLock } from '../../scripts/lockfile.ts'
import { textOf } from './sources.ts'

const lock = JSON.parse(textOf('package-lock.json')) as Lock

test('the lock has the packages of every platform: npm run lock adds those that npm left out', () => {
  expect(missingFromLock(lock)).toEqual([])
})

test('the lock names no registry: packages come from the one that each machine is set up for', () => {
  const { packages } = lock
  expect(Object.entries(packages).filter(([, { resolved }]) => /^https?:/.test(resolved ?? ''))).toEqual([])
})

test('Node is the same on every processor, and a machine takes only its own', () => {
  const { packages } = lock
  const nodes = ['x64', 'arm64'].map((cpu) => packages[`node_modules/node-linux-${cpu}`])
  expect(new Set(nodes.map((node) => node?.version)).size).toBe(1)
  expect(nodes.map((node) => node?.optional)).toEqual([true, true])
})
