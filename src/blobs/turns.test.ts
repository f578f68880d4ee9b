import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('turns of one key come one after the other, in order', async () => {
  const turns = createTurns()
  const began: number[] = []
  const endFirst = await turns.take('upload')
  const others = [1, 2, 3].map(async (number) => {
    const end = await turns.take('upload')
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
  const turns = createTurns()
  await turns.take('one')
  const end = await turns.take('other')
  end()
  const endAgain = await turns.take('other')
  endAgain()
})
