import { describe, expect, test } from 'vitest'
import { ownershipProblem } from './ownership-rules.ts'

const us = 1000
const folder = 0o040000
const sticky = 0o1000

describe('what may be used', () => {
  test.each([
    ['ours alone', us, folder | 0o700],
    ['ours, for others to read', us, folder | 0o755],
    ["root's", 0, folder | 0o755],
  ])('%s', (_, uid, mode) => {
    expect(ownershipProblem({ uid, mode }, us)).toBeUndefined()
  })
})

describe('what may not', () => {
  test.each([
    ['our group writes', us, 0o770, 'can be written by others (its mode is 0770)'],
    ['anybody writes', us, 0o702, 'can be written by others (its mode is 0702)'],
    [
      'anybody writes, though nobody may remove what is ours',
      us,
      sticky | 0o777,
      'can be written by others (its mode is 1777)',
    ],
    ['another user owns', 1001, 0o700, 'belongs to another user (uid 1001)'],
  ])('what %s', (_, uid, mode, words) => {
    expect(ownershipProblem({ uid, mode: folder | mode }, us)?.words).toBe(words)
  })

  test('root is another user to nobody, and others are to root', () => {
    expect(ownershipProblem({ uid: us, mode: folder | 0o700 }, 0)?.words).toBe('belongs to another user (uid 1000)')
  })
})
