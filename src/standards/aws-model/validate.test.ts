import { describe, expect, test } from 'vitest'
import { ecrModel } from '../../generated/ecr.model.ts'
import { iamModel } from '../../generated/iam.model.ts'
import { compileJsonDecoder } from './decode-json.ts'
import type { ServiceModel } from './model.ts'
import { compileValidator } from './validate.ts'

const repositoryName = 'app'

function violations(shape: string, json: unknown, exempt: readonly string[] = [], model: ServiceModel = ecrModel) {
  const found = compileValidator(model, shape, new Set(exempt))(compileJsonDecoder(model, shape)(json))
  return found.map(({ path, sentence }) => [path, sentence])
}

const repositoryPattern = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*'

describe('the validator', () => {
  test.each([
    ['DescribeImagesRequest', {}, 'repositoryName', 'Member must not be null'],
    [
      'DescribeImagesRequest',
      { repositoryName: 'a' },
      'repositoryName',
      'Member must have length greater than or equal to 2',
    ],
    [
      'DescribeImagesRequest',
      { repositoryName: 'a'.repeat(257) },
      'repositoryName',
      'Member must have length less than or equal to 256',
    ],
    [
      'DescribeImagesRequest',
      { repositoryName: 'A/b' },
      'repositoryName',
      `Member must satisfy regular expression pattern: ${repositoryPattern}`,
    ],
    [
      'DescribeImagesRequest',
      { repositoryName, registryId: '12' },
      'registryId',
      'Member must satisfy regular expression pattern: [0-9]{12}',
    ],
    [
      'DescribeImagesRequest',
      { repositoryName, maxResults: 1001 },
      'maxResults',
      'Member must have value less than or equal to 1000',
    ],
    [
      'DescribeImagesRequest',
      { repositoryName, maxResults: 0 },
      'maxResults',
      'Member must have value greater than or equal to 1',
    ],
    [
      'DescribeImagesRequest',
      { repositoryName, imageIds: [] },
      'imageIds',
      'Member must have length greater than or equal to 1',
    ],
    [
      'DescribeImagesRequest',
      { repositoryName, imageIds: Array(101).fill({ imageTag: 'a' }) },
      'imageIds',
      'Member must have length less than or equal to 100',
    ],
    [
      'DescribeImagesRequest',
      { repositoryName, imageIds: [{ imageTag: 'a' }, { imageTag: '' }] },
      'imageIds.2.member.imageTag',
      'Member must have length greater than or equal to 1',
    ],
    ['DescribeImagesRequest', { repositoryName, imageIds: [null] }, 'imageIds.1.member', 'Member must not be null'],
    [
      'DescribeImagesRequest',
      { repositoryName, filter: { tagStatus: 'NONE' } },
      'filter.tagStatus',
      'Member must satisfy enum value set: [TAGGED, UNTAGGED, ANY]',
    ],
    [
      'CreateRepositoryRequest',
      { repositoryName, encryptionConfiguration: {} },
      'encryptionConfiguration.encryptionType',
      'Member must not be null',
    ],
    [
      'CreateRepositoryRequest',
      { repositoryName, tags: [{ Value: 'a' }] },
      'tags.1.member.key',
      'Member must not be null',
    ],
    [
      'DescribeRepositoriesRequest',
      { repositoryNames: ['app', 'App'] },
      'repositoryNames',
      `Member must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 2, Member must satisfy regular expression pattern: ${repositoryPattern}, Member must not be null]`,
    ],
    [
      'UploadLayerPartRequest',
      { repositoryName, uploadId: 'a', partFirstByte: 0, partLastByte: 0, layerPartBlob: '' },
      'uploadId',
      'Member must satisfy regular expression pattern: [0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
    ],
  ])('refuses %s %j at %s: %s', (shape, json, path, sentence) => {
    expect(violations(shape, json)).toEqual([[path, sentence]])
  })

  test('reports all violations in the order of the members', () => {
    expect(violations('PutImageRequest', { repositoryName: 'A' }).map(([path]) => path)).toEqual([
      'repositoryName',
      'repositoryName',
      'imageManifest',
    ])
  })

  test('checks the keys and values of maps', () => {
    const model: ServiceModel = {
      ...ecrModel,
      shapes: {
        Request: { type: 'structure', members: { labels: 'Labels' } },
        Labels: { type: 'map', key: 'Key', value: 'Value', max: 1 },
        Key: { type: 'string', max: 2 },
        Value: { type: 'string', enum: ['A', 'B'] },
      },
    }
    expect(violations('Request', { labels: { long: 'A', a: 'C' } }, [], model)).toEqual([
      ['labels', 'Member must have length less than or equal to 1'],
      [
        'labels',
        'Map keys must satisfy constraint: [Member must have length less than or equal to 2, Member must not be null]',
      ],
      [
        'labels',
        'Map value must satisfy constraint: [Member must satisfy enum value set: [A, B], Member must not be null]',
      ],
    ])
  })

  test('measures a blob in bytes', () => {
    const part = { repositoryName, uploadId: '01234567-89ab-cdef-0123-456789abcdef', partFirstByte: 0, partLastByte: 0 }
    const check = compileValidator(ecrModel, 'UploadLayerPartRequest', new Set())
    const sentences = (sizeBytes: number) =>
      check({ ...part, layerPartBlob: Buffer.alloc(sizeBytes) }).map(({ sentence }) => sentence)
    expect(sentences(20_971_520)).toEqual([])
    expect(sentences(20_971_521)).toEqual(['Member must have length less than or equal to 20971520'])
  })
})

test('the validator measures texts in code points', () => {
  const tag = (imageTag: string) => violations('PutImageRequest', { repositoryName, imageManifest: '{}', imageTag })
  expect(tag('😀'.repeat(300))).toEqual([])
  expect(tag('😀'.repeat(301))).toEqual([['imageTag', 'Member must have length less than or equal to 300']])
  expect(violations('DescribeImagesRequest', { repositoryName: '😀' })).toContainEqual([
    'repositoryName',
    'Member must have length greater than or equal to 2',
  ])
})

test('the validator skips members that the operation checks item by item', () => {
  const request = { repositoryName, imageIds: [{ imageTag: '' }, { imageTag: 'a'.repeat(301) }, {}] }
  expect(violations('BatchGetImageRequest', request, ['imageIds.member.imageTag'])).toEqual([])
  expect(violations('BatchGetImageRequest', request).map(([path]) => path)).toEqual([
    'imageIds.1.member.imageTag',
    'imageIds.2.member.imageTag',
  ])
})

test('the validator skips plain elements that the operation checks, but refuses nulls', () => {
  const complete = (layerDigests: unknown) =>
    violations(
      'CompleteLayerUploadRequest',
      { repositoryName, uploadId: '01234567-89ab-cdef-0123-456789abcdef', layerDigests },
      ['layerDigests.member'],
    )
  expect(complete(['x', ''])).toEqual([])
  expect(complete([null])).toEqual([['layerDigests', 'Member must satisfy constraint: [Member must not be null]']])
  expect(complete([])).toEqual([['layerDigests', 'Member must have length greater than or equal to 1']])
})

test('a violation by a sensitive member is marked as sensitive', () => {
  const request = { OldPassword: '', NewPassword: 'b' }
  const found = compileValidator(iamModel, 'ChangePasswordRequest', new Set())(request)
  expect(found.map(({ path, sensitive }) => [path, sensitive])).toContainEqual(['oldPassword', true])
})
