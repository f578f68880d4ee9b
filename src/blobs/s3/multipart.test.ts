import { describe, expect, test } from 'vitest'
import { asking, refusalOf, type ScriptedAnswer, xmlOf } from '../../../test/support/scripted-s3.ts'
import type { Bucket } from './bucket.ts'
import { completeMultipart, createMultipart, listMultiparts, listParts, uploadPart } from './multipart.ts'

const multipart = { name: 'blobs/00', uploadId: 'id' }
const missing = refusalOf(404, 'NoSuchUpload')

describe('a multipart upload', () => {
  test('without an id is not begun', async () => {
    const answer = xmlOf('<InitiateMultipartUploadResult></InitiateMultipartUploadResult>')
    await expect(asking([answer], (bucket) => createMultipart(bucket, 'blobs/00'))).rejects.toThrow(
      'S3 began a multipart upload without an id',
    )
  })

  test('refuses a part that is not told what it is called', async () => {
    await expect(asking([{}], (bucket) => uploadPart(bucket, multipart, 1, Buffer.from('part')))).rejects.toThrow(
      'S3 took a part without saying what it is called',
    )
  })

  const whole = { headers: { 'content-length': '4', etag: '"whole"' } }
  test('that is gone was put together before, where the object has its size', async () => {
    await asking([missing, whole], (bucket) => completeMultipart(bucket, multipart, [], 4))
    for (const found of [whole, refusalOf(404, 'NotFound')]) {
      await expect(asking([missing, found], (bucket) => completeMultipart(bucket, multipart, [], 5))).rejects.toThrow(
        'the multipart upload of blobs/00 is gone',
      )
    }
  })

  test('lists its parts page after page, until there are enough or no more', async () => {
    const page = (number: number, isTruncated: boolean): ScriptedAnswer =>
      xmlOf(
        `<ListPartsResult><IsTruncated>${isTruncated}</IsTruncated><Part><PartNumber>${number}</PartNumber><Size>8</Size><ETag>"${number}"</ETag></Part></ListPartsResult>`,
      )
    const range = { first: 1, limit: 2 }
    const numbers = async (...answers: readonly ScriptedAnswer[]) =>
      (await asking(answers, (bucket) => listParts(bucket, multipart, range)))?.map(({ number }) => number)
    expect(await numbers(page(1, true), page(2, true))).toEqual([1, 2])
    expect(await numbers(page(1, false))).toEqual([1])
    expect(await numbers(xmlOf('<ListPartsResult></ListPartsResult>'))).toEqual([])
    expect(await numbers(missing)).toBeUndefined()
  })

  test('refuses a listed part that has no name, and takes one without a number for none', async () => {
    const part = (body: string) => [xmlOf(`<ListPartsResult><Part>${body}</Part></ListPartsResult>`)]
    const list = (bucket: Bucket) => listParts(bucket, multipart, { first: 1, limit: 1 })
    await expect(asking(part('<PartNumber>1</PartNumber>'), list)).rejects.toThrow('without saying what it is called')
    expect(await asking(part('<ETag>"a"</ETag>'), list)).toEqual([
      { number: 0, sizeBytes: 0, etag: '"a"', checksum: undefined },
    ])
  })

  test('is found among those of an object by its whole name', async () => {
    const upload = (name: string) => `<Upload><Key>${name}</Key><UploadId>id</UploadId></Upload>`
    const answer = xmlOf(
      `<ListMultipartUploadsResult>${upload('blobs/00')}${upload('blobs/001')}<Upload><Key>blobs/00</Key></Upload></ListMultipartUploadsResult>`,
    )
    expect(await asking([answer], (bucket) => listMultiparts(bucket, 'blobs/00'))).toEqual([multipart])
    const none = xmlOf('<ListMultipartUploadsResult></ListMultipartUploadsResult>')
    expect(await asking([none], (bucket) => listMultiparts(bucket, 'blobs/00'))).toEqual([])
  })
})
