import { describe, expect, test } from 'vitest'
import type { GetResourcesInput } from '../generated/resourcegroupstaggingapi.ts'
import { cutPage, parsePageSize, passesFilters, refuseInput, showsRepositories } from './resource-rules.ts'

const refusal = (message: string): unknown => expect.objectContaining({ code: 'InvalidParameterException', message })

describe('the size of a page', () => {
  test.each<[GetResourcesInput, { resources: number; tags: number }]>([
    [{}, { resources: 50, tags: Infinity }],
    [{ ResourcesPerPage: 100 }, { resources: 100, tags: Infinity }],
    [{ TagsPerPage: 500 }, { resources: Infinity, tags: 500 }],
    [
      { ResourcesPerPage: 1, TagsPerPage: 100 },
      { resources: 1, tags: 100 },
    ],
  ])('asked for by %o is %o', (input, size) => {
    expect(parsePageSize(input)).toEqual(size)
  })

  test.each([0, -1, 101])('of %s resources is refused', (ResourcesPerPage) => {
    expect(() => parsePageSize({ ResourcesPerPage })).toThrow(
      refusal('The value of ResourcesPerPage must be from 1 to 100.'),
    )
  })

  test.each([0, 99, 150, 501, 600])('of %s tags is refused', (TagsPerPage) => {
    expect(() => parsePageSize({ TagsPerPage })).toThrow(
      refusal('The value of TagsPerPage must be from 100 to 500, in steps of 100.'),
    )
  })
})

describe('a request', () => {
  test.each<[GetResourcesInput, string]>([
    [
      { ExcludeCompliantResources: true },
      'ExcludeCompliantResources can be true only if IncludeComplianceDetails is true, too.',
    ],
    [{ TagFilters: [{ Values: ['x'] }] }, 'A filter in TagFilters must have a Key.'],
    [
      { ResourceTypeFilters: ['ECR'] },
      'The resource type ECR in ResourceTypeFilters is not of the form service or service:type.',
    ],
    ...(['ResourcesPerPage', 'TagsPerPage', 'PaginationToken', 'ResourceTypeFilters'] as const).map(
      (name): [GetResourcesInput, string] => [
        {
          ResourceARNList: ['arn:aws:ecr:us-east-1:123456789012:repository/app'],
          [name]: name === 'ResourceTypeFilters' ? ['ecr'] : name === 'PaginationToken' ? 'x' : 100,
        },
        `${name} cannot be specified together with ResourceARNList.`,
      ],
    ),
  ])('%o is refused', (input, message) => {
    expect(() => {
      refuseInput(input)
    }).toThrow(refusal(message))
  })

  test.each<GetResourcesInput>([
    {},
    { ExcludeCompliantResources: true, IncludeComplianceDetails: true },
    { TagFilters: [{ Key: 'team' }], ResourceTypeFilters: ['ecr', 'ecr:repository'], ResourcesPerPage: 1 },
    { ResourceARNList: ['arn:aws:ecr:us-east-1:123456789012:repository/app'], TagFilters: [{ Key: 'team' }] },
  ])('%o is taken', (input) => {
    expect(() => {
      refuseInput(input)
    }).not.toThrow()
  })

  test.each<[GetResourcesInput, boolean]>([
    [{}, true],
    [{ ResourceTypeFilters: [] }, true],
    [{ ResourceTypeFilters: ['s3', 'ecr'] }, true],
    [{ ResourceTypeFilters: ['ecr:repository'] }, true],
    [{ ResourceTypeFilters: ['s3', 'ecr:image'] }, false],
    [{ ExcludeCompliantResources: true, IncludeComplianceDetails: true }, false],
  ])('%o means repositories: %s', (input, expected) => {
    expect(showsRepositories(input)).toBe(expected)
  })
})

test('a repository passes when each filter is met by a tag of its key with one of its values, or with any', () => {
  const repository = {
    tags: [
      { key: 'team', value: 'red' },
      { key: 'stage', value: '' },
    ],
  }
  expect(passesFilters(repository)).toBe(true)
  expect(passesFilters(repository, [{ Key: 'team' }, { Key: 'stage', Values: [''] }])).toBe(true)
  expect(passesFilters(repository, [{ Key: 'team', Values: ['blue', 'red'] }])).toBe(true)
  expect(passesFilters(repository, [{ Key: 'team', Values: ['blue'] }])).toBe(false)
  expect(passesFilters(repository, [{ Key: 'team' }, { Key: 'Team' }])).toBe(false)
})

describe('a page', () => {
  const repository = (id: number, tagCount: number) => ({
    id,
    name: `app-${id}`,
    tags: Array.from({ length: tagCount }, (_, at) => ({ key: `key-${at}`, value: '' })),
  })
  const found = [repository(1, 150), repository(2, 40), repository(3, 10), repository(4, 1)]

  test.each([
    [{ resources: 50, tags: Infinity }, 4],
    [{ resources: 2, tags: Infinity }, 2],
    [{ resources: Infinity, tags: 200 }, 3],
    [{ resources: Infinity, tags: 100 }, 1],
    [{ resources: 1, tags: 500 }, 1],
  ])('of %o holds %s repositories', (size, count) => {
    expect(cutPage(found, size)).toEqual(found.slice(0, count))
  })

  test('of nothing is empty', () => {
    expect(cutPage([], { resources: 1, tags: 100 })).toEqual([])
  })
})
