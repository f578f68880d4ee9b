import { expect, test } from 'vitest'
import { createSemaphore } from './semaphore.ts'

test('a gate lets in as many as it has places, and the others in order of arrival', async () => {
  const gate = createSemaphore(2)
  const entered: string[] = []
  const enter = async (name: string) => {
    await gate.acquire()
    entered.push(name)
  }
  const all = Promise.all(['a', 'b', 'c', 'd'].map(enter))
  await Promise.resolve()
  expect(entered).toEqual(['a', 'b'])
  gate.release()
  gate.release()
  await all
  expect(entered).toEqual(['a', 'b', 'c', 'd'])
  expect(gate.taken).toBe(2)
  gate.release()
  gate.release()
  expect(gate.taken).toBe(0)
})

test('a gate does not let in a late arrival before one that already waits', async () => {
  const gate = createSemaphore(1)
  const entered: string[] = []
  await gate.acquire()
  const waiting = gate.acquire().then(() => entered.push('waiting'))
  gate.release()
  const late = gate.acquire().then(() => entered.push('late'))
  await waiting
  expect(entered).toEqual(['waiting'])
  gate.release()
  await late
  expect(entered).toEqual(['waiting', 'late'])
})
