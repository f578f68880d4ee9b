import { expect, test } from 'vitest'
import { MemoryExhausted } from '../../errors.ts'
import { createMemoryBudget } from './memory-budget.ts'

const MiB = 1024 * 1024

test('the memory budget refuses bytes that do not fit beside those it holds', () => {
  const memory = createMemoryBudget(80 * MiB)
  memory.hold(40 * MiB)
  memory.hold(30 * MiB)
  expect(() => memory.hold(MiB)).toThrow(MemoryExhausted)
  expect(memory.heldBytes).toBe(70 * MiB)
})

test('the memory budget frees held bytes once, even if they are disposed of twice', () => {
  const memory = createMemoryBudget(80 * MiB)
  const held = memory.hold(40 * MiB)
  memory.hold(20 * MiB)
  held[Symbol.dispose]()
  held[Symbol.dispose]()
  expect(memory.heldBytes).toBe(20 * MiB)
})

test('the memory budget counts a body as it grows, and frees it as a whole', () => {
  const memory = createMemoryBudget(80 * MiB)
  const held = memory.hold(0)
  for (let at = 0; at < 70; at += 1) held.add(MiB)
  expect(() => {
    held.add(MiB)
  }).toThrow(MemoryExhausted)
  held[Symbol.dispose]()
  expect(memory.heldBytes).toBe(0)
})

test('the memory budget reserves an eighth for small requests', () => {
  const memory = createMemoryBudget(80 * MiB)
  memory.hold(70 * MiB)
  memory.hold(64 * 1024)
  expect(() => memory.hold(64 * 1024 + 1)).toThrow(MemoryExhausted)
})

test('the memory budget tells once that there was no room for somebody', () => {
  const memory = createMemoryBudget(80 * MiB)
  memory.hold(70 * MiB)
  expect(memory.wasScarce()).toBe(false)
  expect(() => memory.hold(MiB)).toThrow(MemoryExhausted)
  expect([memory.wasScarce(), memory.wasScarce()]).toEqual([true, false])
})
