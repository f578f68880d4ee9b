import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findObstacle, rangeOf, statusOf } from './storage-class-rules.ts'

const now = 1_000

test.each([
  [{ storage_class: 'STANDARD', activated_at: 0 }, 'ACTIVE'],
  [{ storage_class: 'STANDARD', activated_at: now }, 'ACTIVE'],
  [{ storage_class: 'STANDARD', activated_at: now + 1 }, 'ACTIVATING'],
  [{ storage_class: 'ARCHIVE', activated_at: 0 }, 'ARCHIVED'],
  [{ storage_class: 'ARCHIVE', activated_at: now - 1 }, 'ARCHIVED'],
] as const)('an image with %j is %s', (row, status) => {
  expect(statusOf(row, now)).toBe(status)
})

test('the range of a status holds exactly the rows that have it', () => {
  const row = fc.record({
    storage_class: fc.constantFrom('STANDARD', 'ARCHIVE'),
    activated_at: fc.oneof(fc.constant(0), fc.integer({ min: now - 2, max: now + 2 })),
  })
  fc.assert(
    fc.property(row, fc.constantFrom('ACTIVE', 'ACTIVATING', 'ARCHIVED'), (row, status) => {
      const { storageClass, activatedAfter, activatedUpTo } = rangeOf(status, now)
      const isInRange = row.activated_at > activatedAfter && row.activated_at <= activatedUpTo
      expect(row.storage_class === storageClass && isInRange).toBe(statusOf(row, now) === status)
    }),
  )
})

test.each([
  ['ACTIVE', 'ARCHIVE', undefined],
  ['ACTIVE', 'STANDARD', 'Requested image is not archived'],
  ['ARCHIVED', 'ARCHIVE', 'Requested image is archived already'],
  ['ARCHIVED', 'STANDARD', undefined],
  ['ACTIVATING', 'ARCHIVE', 'Requested image is being restored'],
  ['ACTIVATING', 'STANDARD', 'Requested image is being restored'],
] as const)('between %s and %s stands %j', (from, to, obstacle) => {
  expect(findObstacle({ from, to, indexes: [] })).toBe(obstacle)
})

test('an index in STANDARD stands in the way of archiving what it names, and not of restoring it', () => {
  const indexes = ['sha256:a', 'sha256:b']
  expect(findObstacle({ from: 'ACTIVE', to: 'ARCHIVE', indexes })).toBe(
    'Requested image referenced by manifest list: [sha256:a, sha256:b]',
  )
  expect(findObstacle({ from: 'ARCHIVED', to: 'STANDARD', indexes })).toBeUndefined()
})
