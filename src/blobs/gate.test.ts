import { expect, test } from 'vitest'
import { createGate } from './gate.ts'

test('a gate lets in as many as it has places, and the others in order of arrival', async () => {
  const gate = createGate(2)
  const entered: string[] = []
  const enter = async (name: string) => {
    await gate.enter()
    entered.push(name)
  }
  const all = Promise.all(['a', 'b', 'c', 'd'].map(enter))
  await Promise.resolve()
  expect(entered).toEqual(['a', 'b'])
  gate.leave()
  gate.leave()
  await all
  expect(entered).toEqual(['a', 'b', 'c', 'd'])
  expect(gate.inside).toBe(2)
  gate.leave()
  gate.leave()
  expect(gate.inside).toBe(0)
})

test('a gate does not let in a late arrival before one that already waits', async () => {
  const gate = createGate(1)
  const entered: string[] = []
  await gate.enter()
  const waiting = gate.enter().then(() => entered.push('waiting'))
  gate.leave()
  const late = gate.enter().then(() => entered.push('late'))
  await waiting
  expect(entered).toEqual(['waiting'])
  gate.leave()
  await late
  expect(entered).toEqual(['waiting', 'late'])
})
