import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { compile } from '../../src/database/dialects/sqlite/prepared-statements.ts'
import { upgrade } from '../../src/database/dialects/sqlite/upgrade.ts'
import { migrations } from '../../src/database/migrations/migrations.ts'
import {
  selectImageIdsOfStatusAfter,
  selectImagesOfStatusAfter,
  selectTaggedIdsOfStatusAfter,
  selectTaggedImagesOfStatusAfter,
  selectUntaggedIdsOfStatusAfter,
  selectUntaggedImagesOfStatusAfter,
} from '../../src/ecr/images/image-pages.table.ts'

const tables = new DatabaseSync(':memory:')
upgrade(tables, ':memory:', migrations)

test.each([
  selectImagesOfStatusAfter,
  selectTaggedImagesOfStatusAfter,
  selectUntaggedImagesOfStatusAfter,
  selectImageIdsOfStatusAfter,
  selectTaggedIdsOfStatusAfter,
  selectUntaggedIdsOfStatusAfter,
])('$name reads no image of the other storage class, however many there are', (statement) => {
  const plan = tables.prepare(`explain query plan ${compile(statement).sql}`).all()
  expect(plan[0]?.detail).toBe(
    'SEARCH image USING INDEX image_storage_class (repository_id=? AND storage_class=? AND id>?)',
  )
})
