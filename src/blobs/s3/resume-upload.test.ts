import { expect, test } from 'vitest'
import { asking, refusalOf, type ScriptedAnswer, xmlOf } from '../../../test/support/scripted-s3.ts'
import { DamagedBlob } from '../blob-errors.ts'
import { partSizeBytes } from './multipart.ts'
import { objectNames } from './object-names.ts'
import { createPartBuffers } from './part-buffers.ts'
import { resumeUpload } from './resume-upload.ts'

const key = '000102030405060708090a0b0c0d0e0f'
const position = partSizeBytes + 4

const rest = (body: string, uploadId?: string): ScriptedAnswer => ({
  headers: {
    'content-length': `${body.length}`,
    ...(uploadId === undefined ? {} : { 'x-amz-meta-upload-id': uploadId }),
  },
  body,
})
const parts = (...sizes: readonly number[]): ScriptedAnswer =>
  xmlOf(
    `<ListPartsResult>${sizes.map((size, at) => `<Part><PartNumber>${at + 1}</PartNumber><Size>${size}</Size><ETag>"e"</ETag></Part>`).join('')}</ListPartsResult>`,
  )

/** With memory for one part: what fails gives it back. */
function resuming(...answers: readonly ScriptedAnswer[]) {
  return asking(answers, async (bucket, { asked }) => {
    const buffers = createPartBuffers(1)
    const room = { bucket, names: objectNames(''), buffers }
    try {
      const { multipart, partialParts } = await resumeUpload(room, key, position)
      return { multipart, partialParts, asked }
    } catch (error) {
      await buffers.take()
      throw error
    }
  })
}

test('an upload goes on from its parts and the partial part that names them', async () => {
  expect(await resuming(rest('rest', 'id'), parts(partSizeBytes))).toMatchObject({
    multipart: { name: `blobs/${key}`, uploadId: 'id' },
    partialParts: [position],
  })
})

const goneParts = refusalOf(404, 'NoSuchUpload')
test.each<[what: string, sentence: string, answers: readonly ScriptedAnswer[]]>([
  ['whose partial part is too short', `at ${position} has 3 bytes`, [rest('res', 'id')]],
  ['whose partial part names no multipart upload', 'names no multipart upload', [rest('rest')]],
  ['whose last part is missing', 'part 1 of its upload is missing', [rest('rest', 'id'), parts()]],
  ['whose last part is too short', 'part 1 of its upload is missing', [rest('rest', 'id'), parts(4)]],
  [
    'whose parts and blob are gone',
    `was flushed to ${position} and is missing`,
    [rest('rest', 'id'), goneParts, refusalOf(404, 'NotFound')],
  ],
  [
    'whose parts are gone and whose blob is too short',
    `was flushed to ${position} and is missing`,
    [rest('rest', 'id'), goneParts, { headers: { 'content-length': '4' } }],
  ],
])('an upload %s is damaged', async (_, sentence, answers) => {
  const damaged = resuming(...answers)
  await expect(damaged).rejects.toThrow(DamagedBlob)
  await expect(damaged).rejects.toThrow(sentence)
})
