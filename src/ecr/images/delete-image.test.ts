import { expect, test } from 'vitest'
import type { Context } from '../../request/context.ts'
import { removeImage } from './delete-image.ts'

test('removing an image takes one statement for each table, however many layers the image has', () => {
  const ctx = { clock: { now: () => 0 } } as Context
  const thousand = { rows: Array.from({ length: 1_000 }, (_, id) => ({ blob_id: id })), changed: 1_000 }
  const work = removeImage(ctx, { id: 1, repository_id: 1, storage_class: 'STANDARD' })
  let statements = 0
  for (let turn = work.next(); turn.done !== true; turn = work.next(turn.value.map(() => thousand))) {
    statements += turn.value.length
  }
  expect(statements).toBe(6)
})
