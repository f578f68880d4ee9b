import { expect, test, vi } from 'vitest'
import { DamagedBlob } from '../blob-errors.ts'
import { type OpenPartStart, openPart } from './open-part.ts'
import { createPartBuffers } from './part-buffers.ts'
import type { PartialParts } from './partial-parts.ts'

const storageKey = '000102030405060708090a0b0c0d0e0f'
const nowhere: PartialParts = {
  put: () => Promise.resolve(undefined),
  read: () => Promise.resolve(undefined),
  remove: () => Promise.resolve(),
}

test.each<[what: string, start: Pick<OpenPartStart, 'position' | 'partialParts'>]>([
  ['was never saved', { position: 4, partialParts: [] }],
  ['is gone', { position: 4, partialParts: [4] }],
])('a part whose beginning %s takes no more bytes', async (_, start) => {
  const part = openPart(createPartBuffers(1), nowhere, { storageKey, buffer: undefined, ...start })
  await expect(part.add(Buffer.from('more'))).rejects.toThrow(DamagedBlob)
})

test('a part is saved once for each position, and says which rest the new one replaces', async () => {
  const put = vi.fn<PartialParts['put']>(() => Promise.resolve('etag'))
  const part = openPart(
    createPartBuffers(1),
    { ...nowhere, put },
    { storageKey, buffer: undefined, position: 0, partialParts: [] },
  )
  await part.add(Buffer.from('bytes'))
  for (const [position, previous] of [
    [0, 0],
    [5, 0],
    [5, 0],
    [5, 5],
    [6, 5],
  ] as const) {
    await part.savePartialPart({ position, previous, uploadId: undefined })
  }
  expect(put.mock.calls.map(([position, { previous }]) => [position, previous])).toEqual([
    [5, undefined],
    [6, 5],
  ])
})
