import { expect, test } from 'vitest'
import { MemoryExhausted } from '../../errors.ts'
import { createMemoryBudget } from './memory-budget.ts'

const MiB = 1024 * 1024

test('what does not fit beside the others is refused', () => {
  const memory = createMemoryBudget(80 * MiB)
  memory.hold(40 * MiB)
  memory.hold(30 * MiB)
  expect(() => memory.hold(MiB)).toThrow(MemoryExhausted)
  expect(memory.heldBytes).toBe(70 * MiB)
})

test('what is disposed of makes room, once', () => {
  const memory = createMemoryBudget(80 * MiB)
  const held = memory.hold(40 * MiB)
  memory.hold(20 * MiB)
  held[Symbol.dispose]()
  held[Symbol.dispose]()
  expect(memory.heldBytes).toBe(20 * MiB)
})

test('what grows counts as it grows, and is disposed of as a whole', () => {
  const memory = createMemoryBudget(80 * MiB)
  const held = memory.hold(0)
  for (let at = 0; at < 70; at += 1) held.add(MiB)
  expect(() => {
    held.add(MiB)
  }).toThrow(MemoryExhausted)
  held[Symbol.dispose]()
  expect(memory.heldBytes).toBe(0)
})

test('an eighth is left to small requests', () => {
  const memory = createMemoryBudget(80 * MiB)
  memory.hold(70 * MiB)
  memory.hold(64 * 1024)
  expect(() => memory.hold(64 * 1024 + 1)).toThrow(MemoryExhausted)
})
