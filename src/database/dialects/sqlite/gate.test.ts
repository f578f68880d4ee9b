import { expect, it } from 'vitest'
import { gate } from './gate.ts'

it('runs actions at once while open, and in the order of arrival after it was shut', async () => {
  const door = gate()
  const log: number[] = []
  const pass = (n: number) => door.pass(async () => void log.push(n))
  const first = pass(1)
  expect(log).toEqual([1])
  door.shut()
  const held = [pass(2), pass(3)]
  expect(log).toEqual([1])
  door.open()
  const last = pass(4)
  expect(log).toEqual([1, 2, 3, 4])
  await Promise.all([first, ...held, last])
})

it('hands the failure of an action that was held back to the one who asked', async () => {
  const door = gate()
  door.shut()
  const held = door.pass(() => Promise.reject(new Error('no')))
  door.open()
  await expect(held).rejects.toThrow('no')
})
