import { describe, expect, test } from 'vitest'
import { isFreeForAll, ownershipProblem, withoutShared } from './ownership-rules.ts'

const us = 1000
const folder = 0o040000
const sticky = 0o1000

describe('a file or folder is accepted', () => {
  test.each([
    ['when it is ours alone', us, folder | 0o700],
    ['when it is ours and others can read it', us, folder | 0o755],
    ['when it belongs to root', 0, folder | 0o755],
  ])('%s', (_, uid, mode) => {
    expect(ownershipProblem({ uid, mode }, us)).toBeUndefined()
  })
})

describe('a file or folder is refused', () => {
  test.each([
    ['our group can write to it', us, 0o770, 'can be written by others (its mode is 0770)'],
    ['any user can write to it', us, 0o702, 'can be written by others (its mode is 0702)'],
    [
      'any user can write to it, even with the sticky bit set',
      us,
      sticky | 0o777,
      'can be written by others (its mode is 1777)',
    ],
    ['it belongs to another user', 1001, 0o700, 'belongs to another user (uid 1001)'],
  ])('when %s', (_, uid, mode, words) => {
    expect(ownershipProblem({ uid, mode: folder | mode }, us)?.words).toBe(words)
  })

  test('when it belongs to another user and the process runs as root', () => {
    expect(ownershipProblem({ uid: us, mode: folder | 0o700 }, 0)?.words).toBe('belongs to another user (uid 1000)')
  })
})

test('a folder that any user can write to is free for all, unless it is sticky', () => {
  expect([0o777, 0o702, 0o770, sticky | 0o777].map((mode) => isFreeForAll({ uid: us, mode }))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('a sticky folder counts as one that others cannot write to', () => {
  expect(withoutShared({ uid: us, mode: sticky | 0o777 })).toEqual({ uid: us, mode: sticky | 0o755 })
  expect(withoutShared({ uid: us, mode: 0o777 })).toEqual({ uid: us, mode: 0o777 })
})
