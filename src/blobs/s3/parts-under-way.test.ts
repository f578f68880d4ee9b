import { expect, test } from 'vitest'
import { asking, refusalOf, type ScriptedAnswer, xmlOf } from '../../../test/support/scripted-s3.ts'
import { StorageUnavailable } from '../../errors.ts'
import { createPartBuffers } from './part-buffers.ts'
import { type PartsOfUpload, partsUnderWay } from './parts-under-way.ts'

const storageKey = '000102030405060708090a0b0c0d0e0f'
const name = `blobs/${storageKey}`
const multipart = { name, uploadId: 'id' }

const completing = (begun: PartsOfUpload['multipart'], ...answers: readonly ScriptedAnswer[]) =>
  asking(answers, (bucket) =>
    partsUnderWay({
      bucket,
      buffers: createPartBuffers(1),
      storageKey,
      name,
      multipart: begun,
      known: [],
    }).complete(1, 4),
  )

test('parts that were never begun cannot become an object', async () => {
  await expect(completing(undefined)).rejects.toThrow('a multipart upload without parts')
})

test.each([
  ['not listed', xmlOf('<ListPartsResult></ListPartsResult>')],
  ['gone with its upload', refusalOf(404, 'NoSuchUpload')],
  [
    'short',
    xmlOf('<ListPartsResult><Part><PartNumber>1</PartNumber><Size>4</Size><ETag>"e"</ETag></Part></ListPartsResult>'),
  ],
])('an object is not put together without a part that is %s', async (_, answer) => {
  await expect(completing(multipart, answer)).rejects.toThrow('part 1 of its upload is missing')
})

test('after a part that S3 refused no other is sent, and all memory is given back', async () => {
  await asking([refusalOf(403, 'AccessDenied')], async (bucket, { asked }) => {
    const buffers = createPartBuffers(1)
    const parts = partsUnderWay({ bucket, buffers, storageKey, name, multipart, known: [] })
    await parts.send(1, await buffers.take(), 4)
    await expect(parts.settle()).rejects.toThrow(StorageUnavailable)
    await expect(parts.send(2, await buffers.take(), 4)).rejects.toThrow(StorageUnavailable)
    await buffers.take()
    expect(asked).toHaveLength(1)
  })
})
