import { createCipheriv } from 'node:crypto'
import { expect, test } from 'vitest'
import { freeMemory } from './free-memory.ts'

test('freeMemory frees bytes that have a buffer of their own', () => {
  const bytes = Buffer.allocUnsafeSlow(1_000)
  freeMemory(bytes)
  expect(bytes.byteLength).toBe(0)
})

test('freeMemory frees neither a part of a larger buffer nor that buffer', () => {
  const whole = Buffer.alloc(1_000, 7)
  freeMemory(whole.subarray(1))
  freeMemory(whole.subarray(0, 999))
  expect(whole.equals(Buffer.alloc(1_000, 7))).toBe(true)
})

test('freeMemory does not free memory that threads share', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(10)).fill(1)
  freeMemory(shared)
  expect(shared.byteLength).toBe(10)
})

test('freeMemory keeps the outputs of a cipher from piling up until a garbage collection', () => {
  const key = Buffer.alloc(32)
  const input = Buffer.alloc(64 * 1024)
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12))
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  for (let i = 0; i < 2_000; i += 1) {
    freeMemory(cipher.update(input))
    if (i % 100 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  expect(most).toBeLessThan(1024 * 1024)
})
