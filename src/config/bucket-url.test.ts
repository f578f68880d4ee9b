import { describe, expect, test } from 'vitest'
import { bucketOf, parseBucketUrl } from './bucket-url.ts'

test.each([
  ['s3://registry', { bucket: 'registry', prefix: '' }],
  ['s3://registry/', { bucket: 'registry', prefix: '' }],
  ['s3://registry.example.org/a', { bucket: 'registry.example.org', prefix: 'a' }],
  ["s3://registry/team_1/eu-(west)!.*'", { bucket: 'registry', prefix: "team_1/eu-(west)!.*'" }],
  ['s3://registry/a/b/', { bucket: 'registry', prefix: 'a/b' }],
])('the bucket URL %s is parsed as %j', (url, parsed) => {
  expect(parseBucketUrl(url)).toEqual(parsed)
})

test.each([
  '',
  'registry',
  'S3://registry',
  's3:///registry',
  's3://Registry',
  's3://ab',
  's3://registry//a',
  's3://registry/a//b',
  's3://registry/../other',
  's3://registry/.',
  's3://registry/a?b',
  's3://registry/a b',
  's3://registry/ä',
  's3://key:secret@registry',
])('%j is not a bucket URL', (url) => {
  expect(parseBucketUrl(url)).toBeUndefined()
})

const unset = { blobs: undefined, blobsEndpoint: undefined, blobsRegion: undefined, blobsPathStyle: undefined }

describe('the location of blobs', () => {
  test('is the data folder when --blobs names no bucket', () => {
    expect(bucketOf(unset)).toBeUndefined()
  })

  test('is a bucket of AWS, whose region the SDK finds unless --blobs-region gives it', () => {
    const location = { bucket: 'registry', prefix: 'a', endpoint: undefined, region: undefined, pathStyle: false }
    expect(bucketOf({ ...unset, blobs: 's3://registry/a' })).toEqual(location)
    expect(bucketOf({ ...unset, blobs: 's3://registry/a', blobsRegion: 'eu-west-1' })).toEqual({
      ...location,
      region: 'eu-west-1',
    })
  })

  test('is by default us-east-1 with path-style URLs when --blobs-endpoint is given', () => {
    const own = { ...unset, blobs: 's3://registry', blobsEndpoint: 'http://127.0.0.1:9000' }
    const location = {
      bucket: 'registry',
      prefix: '',
      endpoint: own.blobsEndpoint,
      region: 'us-east-1',
      pathStyle: true,
    }
    expect(bucketOf(own)).toEqual(location)
    expect(bucketOf({ ...own, blobsPathStyle: false })).toEqual({ ...location, pathStyle: false })
  })

  test.each([{ blobsEndpoint: 'http://127.0.0.1:9000' }, { blobsRegion: 'eu-west-1' }, { blobsPathStyle: false }])(
    'cannot be given by %j without --blobs',
    (option) => {
      expect(() => bucketOf({ ...unset, ...option })).toThrow('need --blobs')
    },
  )
})
