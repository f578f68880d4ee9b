import { describe, expect, test } from 'vitest'
import { asking, refusalOf, xmlOf } from '../../../test/support/scripted-s3.ts'
import { StorageUnavailable } from '../../errors.ts'
import type { Bucket } from './bucket.ts'
import { findObject, listObjects, readObject, readPart } from './objects.ts'

describe('an object', () => {
  const into = Buffer.alloc(4)
  const read = (bucket: Bucket) => readObject(bucket, { name: 'a', etag: undefined }, into)

  test('of which S3 says nothing has no size and no etag', async () => {
    expect(await asking([{}], (bucket) => findObject(bucket, 'a'))).toEqual({ sizeBytes: 0, etag: '' })
  })

  test('is read whole, with what is known of it', async () => {
    const answer = { headers: { 'content-length': '3', 'x-amz-meta-upload-id': 'id' }, body: 'abc' }
    expect(await asking([answer], read)).toEqual({ sizeBytes: 3, metadata: { 'upload-id': 'id' } })
    expect(into.toString('utf8', 0, 3)).toBe('abc')
    expect(await asking([refusalOf(404, 'NoSuchKey')], read)).toBeUndefined()
  })

  test.each([
    ['longer than there is room for', { headers: { 'content-length': '5' }, body: 'abcde' }],
    ['of no stated length', { headers: { 'transfer-encoding': 'chunked' }, body: 'abc' }],
  ])('%s is asked for again, and then taken for an outage', async (_, answer) => {
    await asking([answer], async (bucket, s3) => {
      await expect(read(bucket)).rejects.toThrow(StorageUnavailable)
      expect(s3.asked).toHaveLength(3)
    })
  })

  test('a part of which is shorter than asked for is asked for again, and then taken for an outage', async () => {
    await asking([{ status: 206, headers: { 'content-length': '3' }, body: 'abc' }], async (bucket, s3) => {
      const part = { name: 'a', etag: 'e', position: 0 }
      await expect(readPart(bucket, part, into)).rejects.toThrow(StorageUnavailable)
      expect(s3.asked).toHaveLength(3)
    })
  })

  test('is listed page after page', async () => {
    const page = (body: string) => xmlOf(`<ListBucketResult>${body}</ListBucketResult>`)
    const answers = [
      page('<Contents><Key>a</Key></Contents><Contents></Contents><NextContinuationToken>t</NextContinuationToken>'),
      page(''),
    ]
    await asking(answers, async (bucket, s3) => {
      expect(await Array.fromAsync(listObjects(bucket, 'a'))).toEqual([['a'], []])
      expect(s3.asked[1]).toContain('continuation-token=t')
    })
  })
})
