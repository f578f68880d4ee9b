import { expect, it } from 'vitest'
import { createWriteBarrier } from './write-barrier.ts'

it('a gate runs actions at once while it is open, and those it held in order of arrival when it opens again', async () => {
  const door = createWriteBarrier()
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

it('a gate hands the failure of a held action to its caller', async () => {
  const door = createWriteBarrier()
  door.shut()
  const held = door.pass(() => Promise.reject(new Error('no')))
  door.open()
  await expect(held).rejects.toThrow('no')
})
