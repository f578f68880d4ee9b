import { expect, it } from 'vitest'
import { ownTurn } from './own-turn.ts'

it('ownTurn lets one caller go on in each turn of the event loop, in the order of the calls', async () => {
  let turns = 0
  const count = (): void => {
    turns += 1
    if (turns < 10) setImmediate(count)
  }
  setImmediate(count)
  const went: (readonly [name: string, turn: number])[] = []
  const go = async (name: string): Promise<void> => {
    await ownTurn()
    went.push([name, turns])
  }
  await Promise.all([go('a'), go('b'), go('c')])
  expect(went.map(([name]) => name)).toEqual(['a', 'b', 'c'])
  expect(new Set(went.map(([, turn]) => turn)).size).toBe(3)
})
