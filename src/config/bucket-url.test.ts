import { describe, expect, test } from 'vitest'
import { bucketOf, parseBucketUrl } from './bucket-url.ts'

test.each([
  ['s3://registry', { bucket: 'registry', prefix: '' }],
  ['s3://registry/', { bucket: 'registry', prefix: '' }],
  ['s3://registry.example.org/a', { bucket: 'registry.example.org', prefix: 'a' }],
  ["s3://registry/team_1/eu-(west)!.*'", { bucket: 'registry', prefix: "team_1/eu-(west)!.*'" }],
  ['s3://registry/a/b/', { bucket: 'registry', prefix: 'a/b' }],
])('%s', (url, parsed) => {
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
])('%j is no place in a bucket', (url) => {
  expect(parseBucketUrl(url)).toBeUndefined()
})

const unset = { blobs: undefined, blobsEndpoint: undefined, blobsRegion: undefined, blobsPathStyle: undefined }

describe('where blobs are', () => {
  test('in files, unless a bucket is named', () => {
    expect(bucketOf(unset)).toBeUndefined()
  })

  test('at AWS: the region is the SDK’s to find', () => {
    const location = { bucket: 'registry', prefix: 'a', endpoint: undefined, region: undefined, pathStyle: false }
    expect(bucketOf({ ...unset, blobs: 's3://registry/a' })).toEqual(location)
    expect(bucketOf({ ...unset, blobs: 's3://registry/a', blobsRegion: 'eu-west-1' })).toEqual({
      ...location,
      region: 'eu-west-1',
    })
  })

  test('elsewhere: in a region that every server takes, the bucket in the path', () => {
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
    '%j alone says nothing',
    (option) => {
      expect(() => bucketOf({ ...unset, ...option })).toThrow('need --blobs')
    },
  )
})
