import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api'
import { describe, expect } from 'vitest'
import { taggingOperations } from '../../src/resource-groups-tagging/operations.ts'
import { awsCli, installedAwsClis } from '../support/aws-cli.ts'
import { hasPythonClients, test as withPython } from '../support/boto3.ts'
import { ACCOUNT, REGION } from '../support/ecrd.ts'
import { unansweredOperations } from '../support/logged-requests.ts'
import { test } from '../support/sdk-js.ts'

const arnOf = (repository: string): string => `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${repository}`

describe('the tagging API with the SDK for JavaScript', () => {
  test('tags repositories, finds them, and untags them', async ({ server, ecr }) => {
    const tagging = new ResourceGroupsTaggingAPI({
      endpoint: server.url,
      region: REGION,
      credentials: server.credentials,
    })
    await ecr.createRepository({ repositoryName: 'of-js' })
    const ResourceARNList = [arnOf('of-js')]
    await tagging.tagResources({ ResourceARNList, Tags: { team: 'js' } })
    const TagFilters = [{ Key: 'team', Values: ['js'] }]
    const { ResourceTagMappingList } = await tagging.getResources({ TagFilters, ResourceTypeFilters: ['ecr'] })
    expect(ResourceTagMappingList).toEqual([{ ResourceARN: arnOf('of-js'), Tags: [{ Key: 'team', Value: 'js' }] }])
    expect((await tagging.getTagKeys({})).TagKeys).toContain('team')
    expect((await tagging.getTagValues({ Key: 'team' })).TagValues).toContain('js')
    await tagging.untagResources({ ResourceARNList, TagKeys: ['team'] })
    expect((await tagging.getResources({ TagFilters })).ResourceTagMappingList).toEqual([])
    await expect.poll(() => unansweredOperations(server, [taggingOperations])).toEqual([])
  })
})

describe.skipIf(!hasPythonClients)('the tagging API with boto3', { timeout: 60_000 }, () => {
  withPython('tags repositories, finds them page by page, and shows failures', async ({ python, server }) => {
    const told = await python(`
tagging = boto3.client("resourcegroupstaggingapi")
arns = [ecr.create_repository(repositoryName=name)["repository"]["repositoryArn"] for name in ("of-one", "of-two")]
failed = tagging.tag_resources(ResourceARNList=arns + ["arn:aws:s3:::bucket"], Tags={"team": "boto", "stage": ""})
pages = tagging.get_paginator("get_resources").paginate(
    TagFilters=[{"Key": "team", "Values": ["boto"]}], ResourceTypeFilters=["ecr:repository"], ResourcesPerPage=1)
found = [[each["ResourceARN"], each["Tags"]] for page in pages for each in page["ResourceTagMappingList"]]
keys = [key for page in tagging.get_paginator("get_tag_keys").paginate() for key in page["TagKeys"]]
values = tagging.get_tag_values(Key="team")["TagValues"]
tagging.untag_resources(ResourceARNList=arns, TagKeys=["team"])
left = tagging.get_resources(TagFilters=[{"Key": "team", "Values": ["boto"]}])["ResourceTagMappingList"]
refused = None
try:
    tagging.get_resources(ResourcesPerPage=0)
except tagging.exceptions.InvalidParameterException as error:
    refused = error.response["Error"]["Message"]
tell([failed["FailedResourcesMap"], found, keys, values, left, refused])`)
    const tags = [
      { Key: 'stage', Value: '' },
      { Key: 'team', Value: 'boto' },
    ]
    expect(told).toEqual([
      {
        'arn:aws:s3:::bucket': {
          StatusCode: 400,
          ErrorCode: 'InvalidParameterException',
          ErrorMessage: 'arn:aws:s3:::bucket is not the ARN of a repository in this account and region.',
        },
      },
      [
        [arnOf('of-one'), tags],
        [arnOf('of-two'), tags],
      ],
      ['stage', 'team'],
      ['boto'],
      [],
      'The value of ResourcesPerPage must be from 1 to 100.',
    ])
    await expect.poll(() => unansweredOperations(server, [taggingOperations])).toEqual([])
  })
})

describe.each(installedAwsClis)('aws %s resourcegroupstaggingapi', (version) => {
  test('finds repositories that ECR has tagged', { timeout: 60_000 }, async ({ server, ecr }) => {
    const cli = awsCli(version, server)
    const repositoryName = `of-aws-${version}`
    const tags = [{ Key: 'client', Value: version }]
    await ecr.createRepository({ repositoryName, tags })
    const filter = `Key=client,Values=${version}`
    const found = await cli.json('resourcegroupstaggingapi', 'get-resources', '--tag-filters', filter)
    expect(found).toEqual({ ResourceTagMappingList: [{ ResourceARN: arnOf(repositoryName), Tags: tags }] })
  })
})
