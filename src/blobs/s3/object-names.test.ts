import { expect, test } from 'vitest'
import { objectNames } from './object-names.ts'

test('objects without a prefix lie at the root of the bucket', () => {
  const names = objectNames('')
  const key = '000102030405060708090a0b0c0d0e0f'
  expect([names.probe, names.blob(key), names.partialPart(key, 8)]).toEqual([
    'probe',
    `blobs/${key}`,
    `uploads/${key}/8`,
  ])
})
