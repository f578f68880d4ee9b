import { expect, test } from 'vitest'
import { createKeyedMutex } from './keyed-mutex.ts'

test('turns of one key come one after the other, in order', async () => {
  const turns = createKeyedMutex()
  const began: number[] = []
  const endFirst = await turns.acquire('upload')
  const others = [1, 2, 3].map(async (number) => {
    const end = await turns.acquire('upload')
    began.push(number)
    end()
  })
  await Promise.resolve()
  expect(began).toEqual([])
  endFirst()
  await Promise.all(others)
  expect(began).toEqual([1, 2, 3])
})

test('turns of different keys do not wait for each other', async () => {
  const turns = createKeyedMutex()
  await turns.acquire('one')
  const end = await turns.acquire('other')
  end()
  const endAgain = await turns.acquire('other')
  endAgain()
})
