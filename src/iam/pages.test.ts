import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathRange } from './pages.ts'

const printable = fc.stringMatching(/^[!-~]{1,8}$/)
const paths = fc.oneof(
  fc.constant('/'),
  printable.map((text) => `/${text}/`),
)

test('a range of paths holds those that begin with the prefix, and no others', () => {
  fc.assert(
    fc.property(paths, fc.stringMatching(/^\/[!-~\u007f]{0,4}$/), (path, prefix) => {
      const { pathFrom, pathBefore } = pathRange(prefix)
      expect(pathFrom <= path && path < pathBefore).toBe(path.startsWith(prefix))
    }),
  )
})

test('a range of paths without a prefix holds all paths', () => {
  fc.assert(
    fc.property(paths, (path) => {
      const { pathFrom, pathBefore } = pathRange()
      expect(pathFrom <= path && path < pathBefore).toBe(true)
    }),
  )
})
