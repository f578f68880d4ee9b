import { DeleteRepositoryCommand, UntagResourceCommand } from '@aws-sdk/client-ecr'
import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
  type GetResourcesCommandOutput,
  paginateGetResources,
  type ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api'
import { describe, expect } from 'vitest'
import { arnOf, expectRefusal, outputOf } from '../ecr-test.ts'
import { query } from '../../../src/database/statement.ts'
import { maxTagsLookedAt } from '../../../src/resource-groups-tagging/tagged-repositories.ts'
import type { TestServer } from '../../support/test-server.ts'
import { arnsOf, newName, newTagged, taggingOf, test } from './tagging-test.ts'

const get = (tagging: ResourceGroupsTaggingAPIClient, input: GetResourcesCommandInput = {}) =>
  tagging.send(new GetResourcesCommand(input))

const found = async (tagging: ResourceGroupsTaggingAPIClient, input: GetResourcesCommandInput = {}) =>
  arnsOf((await get(tagging, input)).ResourceTagMappingList)

describe('GetResources', () => {
  test('lists the repositories that have tags, with all their tags, in the order of creation', async ({
    ownAccount,
  }) => {
    const { id, ecr, tagging } = await ownAccount()
    expect(await outputOf(get(tagging))).toEqual({ ResourceTagMappingList: [], PaginationToken: '' })
    const second = await newTagged(ecr, { team: 'red', Stage: 'test' }, id, 'zulu')
    await newTagged(ecr, {}, id, 'untagged')
    const first = await newTagged(ecr, { team: 'blue' }, id, 'alpha')
    expect(await outputOf(get(tagging))).toEqual({
      ResourceTagMappingList: [
        {
          ResourceARN: second,
          Tags: [
            { Key: 'Stage', Value: 'test' },
            { Key: 'team', Value: 'red' },
          ],
        },
        { ResourceARN: first, Tags: [{ Key: 'team', Value: 'blue' }] },
      ],
      PaginationToken: '',
    })
    await ecr.send(new UntagResourceCommand({ resourceArn: first, tagKeys: ['team'] }))
    await ecr.send(new DeleteRepositoryCommand({ repositoryName: 'zulu' }))
    expect(await found(tagging)).toEqual([])
  })

  test('lists the repositories that match every filter by its key or one of its values', async ({ ecr, tagging }) => {
    const team = newName('team')
    const red = await newTagged(ecr, { [team]: 'red', stage: 'test' })
    const blue = await newTagged(ecr, { [team]: 'blue', stage: 'live' })
    await newTagged(ecr, { stage: 'test' })
    const of = (...TagFilters: NonNullable<GetResourcesCommandInput['TagFilters']>) => found(tagging, { TagFilters })
    expect(await of({ Key: team })).toEqual([red, blue])
    expect(await of({ Key: team, Values: [] })).toEqual([red, blue])
    expect(await of({ Key: team, Values: ['blue', 'green'] })).toEqual([blue])
    expect(await of({ Key: team, Values: ['RED'] })).toEqual([])
    expect(await of({ Key: team }, { Key: 'stage', Values: ['test'] })).toEqual([red])
    expect(await of({ Key: team.toUpperCase() })).toEqual([])
  })

  test.for<[string[], boolean]>([
    [['ecr'], true],
    [['ecr:repository'], true],
    [['s3', 'ecr:repository'], true],
    [['ecr:image'], false],
    [['ec2:instance', 's3'], false],
  ])('a filter of the types %j finds a repository: %s', async ([ResourceTypeFilters, isThere], { ecr, tagging }) => {
    const key = newName('typed')
    const arn = await newTagged(ecr, { [key]: '' })
    expect(await found(tagging, { ResourceTypeFilters, TagFilters: [{ Key: key }] })).toEqual(isThere ? [arn] : [])
  })

  test('lists those of the given ARNs that exist and have tags', async ({ ecr, tagging }) => {
    const [one, other] = [await newTagged(ecr, { a: '1' }), await newTagged(ecr, { a: '2' })]
    const ResourceARNList = [other, await newTagged(ecr, {}), arnOf('absent'), 'arn:aws:s3:::bucket', one, other]
    expect(await found(tagging, { ResourceARNList })).toEqual([other, one])
    expect(await found(tagging, { ResourceARNList, TagFilters: [{ Key: 'a', Values: ['1'] }] })).toEqual([one])
  })

  test('calls every resource compliant, since there are no tag policies', async ({ ecr, tagging }) => {
    const key = newName('complies')
    const arn = await newTagged(ecr, { [key]: '' })
    const input = { TagFilters: [{ Key: key }], IncludeComplianceDetails: true }
    const { ResourceTagMappingList } = await get(tagging, input)
    expect(ResourceTagMappingList?.[0]).toMatchObject({
      ResourceARN: arn,
      ComplianceDetails: { ComplianceStatus: true },
    })
    expect(await found(tagging, { ...input, ExcludeCompliantResources: true })).toEqual([])
  })

  test('lists the resources of the caller’s account and of one region only', async ({
    ecr,
    server,
    tagging,
    ownAccount,
  }) => {
    const key = newName('ours')
    await newTagged(ecr, { [key]: '' })
    const input = { TagFilters: [{ Key: key }] }
    expect(await found(tagging, input)).toHaveLength(1)
    expect(await found((await ownAccount()).tagging, input)).toEqual([])
    const elsewhere = taggingOf({ url: server.url, region: 'eu-west-1' }, server.credentials)
    expect(await found(elsewhere, input)).toEqual([])
  })
})

describe('pages of GetResources', () => {
  test('have the size that the request asks for, and the SDK follows their tokens', async ({ ecr, tagging }) => {
    const key = newName('paged')
    const arns: string[] = []
    for (let count = 0; count < 5; count++) arns.push(await newTagged(ecr, { [key]: String(count) }))
    const input = { TagFilters: [{ Key: key }], ResourcesPerPage: 2 }
    const pages: unknown[][] = []
    for await (const page of paginateGetResources({ client: tagging }, input)) {
      pages.push(arnsOf(page.ResourceTagMappingList))
    }
    expect(pages).toEqual([arns.slice(0, 2), arns.slice(2, 4), arns.slice(4)])
  })

  test('have fifty resources unless the request asks for more', async ({ ownAccount, server }) => {
    const { id, ecr, tagging } = await ownAccount()
    await newTagged(ecr, { a: '' }, id)
    await insertTagged(server, id, { repositories: 59, tagsOfEach: 1 })
    const first = await get(tagging)
    const second = await get(tagging, { PaginationToken: first.PaginationToken })
    expect([first, second].map(({ ResourceTagMappingList: list }) => list?.length)).toEqual([50, 10])
    expect((await get(tagging, { ResourcesPerPage: 100 })).ResourceTagMappingList).toHaveLength(60)
  })

  test('end when their resources have TagsPerPage tags together', async ({ ownAccount, server }) => {
    const { id, ecr, tagging } = await ownAccount()
    await newTagged(ecr, { a: '' }, id)
    await insertTagged(server, id, { repositories: 10, tagsOfEach: 40 })
    const sizes: unknown[] = []
    for await (const page of paginateGetResources({ client: tagging }, { TagsPerPage: 100 })) {
      sizes.push(page.ResourceTagMappingList?.length)
    }
    expect(sizes).toEqual([3, 2, 2, 2, 2])
  })

  test('end after a bounded number of tags, and may be empty before the last page', async ({ ownAccount, server }) => {
    const { id, ecr, tagging } = await ownAccount()
    await newTagged(ecr, { a: '' }, id)
    await insertTagged(server, id, { repositories: maxTagsLookedAt / 50, tagsOfEach: 50 })
    const last = await newTagged(ecr, { wanted: '' }, id)
    const TagFilters = [{ Key: 'wanted' }]
    const first = await get(tagging, { TagFilters })
    expect(first.ResourceTagMappingList).toEqual([])
    expect(first.PaginationToken).not.toBe('')
    const second: GetResourcesCommandOutput = await get(tagging, { TagFilters, PaginationToken: first.PaginationToken })
    expect([arnsOf(second.ResourceTagMappingList), second.PaginationToken]).toEqual([[last], ''])
  })
})

describe('requests that are refused', () => {
  const ARN = arnOf('app')
  test.for<[string, GetResourcesCommandInput, string]>([
    ['pages without resources', { ResourcesPerPage: 0 }, 'The value of ResourcesPerPage must be from 1 to 100.'],
    [
      'pages of more than 100 resources',
      { ResourcesPerPage: 101 },
      'The value of ResourcesPerPage must be from 1 to 100.',
    ],
    [
      'pages of fewer than 100 tags',
      { TagsPerPage: 99 },
      'The value of TagsPerPage must be from 100 to 500, in steps of 100.',
    ],
    ['pages of 150 tags', { TagsPerPage: 150 }, 'The value of TagsPerPage must be from 100 to 500, in steps of 100.'],
    ['a filter without a key', { TagFilters: [{ Values: ['a'] }] }, 'A filter in TagFilters must have a Key.'],
    [
      'a malformed resource type',
      { ResourceTypeFilters: ['ecr:'] },
      'The resource type ecr: in ResourceTypeFilters is not of the form service or service:type.',
    ],
    ['a malformed ARN', { ResourceARNList: ['app'] }, 'app is not a valid ARN.'],
    [
      'ARNs together with types',
      { ResourceARNList: [ARN], ResourceTypeFilters: ['ecr'] },
      'ResourceTypeFilters cannot be specified together with ResourceARNList.',
    ],
    [
      'ARNs together with a page size',
      { ResourceARNList: [ARN], ResourcesPerPage: 1 },
      'ResourcesPerPage cannot be specified together with ResourceARNList.',
    ],
    [
      'ExcludeCompliantResources without IncludeComplianceDetails',
      { ExcludeCompliantResources: true },
      'ExcludeCompliantResources can be true only if IncludeComplianceDetails is true, too.',
    ],
    ['a made-up token', { PaginationToken: 'x' }, 'The PaginationToken is not one of this list.'],
    [
      'an empty list of ARNs',
      { ResourceARNList: [] },
      "1 validation error detected: Value '[]' at 'resourceARNList' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('GetResources refuses %s', async ([, input, message], { tagging }) => {
    await expectRefusal(get(tagging, input), 'InvalidParameterException', message)
  })

  test('GetResources is denied to a user without the right to it', async ({ allowed }) => {
    const user = await allowed({ Action: ['tag:GetTagKeys', 'ecr:*'] })
    const message = `User: ${user.arn} is not authorized to perform: tag:GetResources on resource: * because no identity-based policy allows the tag:GetResources action`
    await expectRefusal(get(user.tagging), 'AccessDeniedException', message)
    const reader = await allowed({ Action: 'tag:GetResources' })
    await get(reader.tagging)
  })
})

interface Many {
  readonly repositories: number
  readonly tagsOfEach: number
}

/** Into an account that has a repository already. */
async function insertTagged(
  { running: { ctx } }: TestServer,
  of: string,
  { repositories, tagsOfEach }: Many,
): Promise<void> {
  await ctx.database.change(function* () {
    const [scope] = yield* query((db) =>
      db
        .selectFrom('blob_namespace')
        .innerJoin('registry', 'registry.id', 'blob_namespace.registry_id')
        .select(['blob_namespace.id', 'blob_namespace.registry_id'])
        .where('registry.account', '=', of),
    )
    const { id: namespaceId = 0, registry_id: registryId = 0 } = scope ?? {}
    const made = yield* query((db) =>
      db
        .insertInto('repository')
        .values(
          Array.from({ length: repositories }, (_, at) => ({
            registry_id: registryId,
            namespace_id: namespaceId,
            name: `many/${at}`,
            created_at: 0,
            tag_mutability: 'MUTABLE' as const,
            tag_mutability_exclusions: '[]',
            scan_on_push: 0,
            policy_epoch: 0,
          })),
        )
        .returning('id'),
    )
    for (const { id } of made) {
      yield* query((db) =>
        db.insertInto('resource_tag').values(
          Array.from({ length: tagsOfEach }, (_, at) => ({
            registry_id: registryId,
            repository_id: id,
            key: `key-${at}`,
            value: '',
          })),
        ),
      )
    }
  })
}
