import { setImmediate as turnEnds } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { atTurnsEnd } from './at-turns-end.ts'

it('atTurnsEnd runs all actions of a turn in order, and those added meanwhile in the next turn', async () => {
  const done: string[] = []
  const note = (what: string) => (): void => void done.push(what)
  atTurnsEnd(note('a'))
  await Promise.resolve()
  atTurnsEnd(() => {
    note('b')()
    atTurnsEnd(note('d'))
  })
  atTurnsEnd(note('c'))
  expect(done).toEqual([])
  await turnEnds()
  expect(done).toEqual(['a', 'b', 'c'])
  await turnEnds()
  expect(done).toEqual(['a', 'b', 'c', 'd'])
})
