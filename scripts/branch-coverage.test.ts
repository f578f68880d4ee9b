import { expect, test } from 'vitest'
import { branchesIn, type Coverage, describeBranches } from './branch-coverage.ts'

const branch = (line: number) => ({
  loc: { start: { line } },
  locations: [{ start: { line: line + 1 } }, { start: {} }],
})
const coverageOf = (...counts: readonly number[]): Coverage => ({
  'src/blobs/a.ts': {
    branchMap: { '0': branch(10), '1': branch(20) },
    b: { '0': counts.slice(0, 2), '1': counts.slice(2) },
  },
  'src/standards/b.ts': { branchMap: {}, b: {} },
})

test('a branch counts as taken when any of the runs took it', () => {
  const ways = branchesIn('src/blobs/**/*.ts', [coverageOf(1, 0, 0, 0), coverageOf(0, 0, 5, 0)])
  expect(ways.map(({ line, isTaken }) => [line, isTaken])).toEqual([
    [11, true],
    [10, false],
    [21, true],
    [20, false],
  ])
})

test('branches that no test takes are listed by file and line, and fail their group', () => {
  const few = describeBranches('blobs', branchesIn('src/blobs/**/*.ts', [coverageOf(1, 0, 1, 0)]))
  expect(few).toEqual({
    text: 'branches of blobs: 2 of 4 taken (50.0 %)\n  not taken: src/blobs/a.ts:10, 20',
    isEnough: false,
  })
  const all = describeBranches('blobs', branchesIn('src/blobs/**/*.ts', [coverageOf(1, 1, 1, 1)]))
  expect(all).toEqual({ text: 'branches of blobs: 4 of 4 taken (100.0 %)', isEnough: true })
})
