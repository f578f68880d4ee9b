import { describe, expect } from 'vitest'
import { hasPythonClients, test as base } from '../support/boto3.ts'

/**
 * boto3 has no resources for ECR, so its pages are those of the client's paginators. Its two waiters wait for scans and
 * previews of lifecycle policies.
 */
const test = base.extend(
  'paged',
  { scope: 'file' },
  ({ python }) =>
    (script: string) =>
      python(`
def paginate(operation, size, items=None, token=None, **parameters):
    config = {"PageSize": size, "MaxItems": items, "StartingToken": token}
    return ecr.get_paginator(operation).paginate(**parameters, PaginationConfig=config)
${script}`),
)

describe.runIf(hasPythonClients)('boto3’s paginators', () => {
  test('exist for the lists that boto3 can page through', async ({ paged }) => {
    const told = await paged(`
tell({
    "resources": "ecr" in boto3.session.Session().get_available_resources(),
    "waiters": ecr.waiter_names,
    "paginators": [name for name in ("describe_images", "describe_repositories", "list_images", "list_tags_for_resource")
        if ecr.can_paginate(name)],
})`)
    expect(told).toEqual({
      resources: false,
      waiters: ['image_scan_complete', 'lifecycle_policy_preview_complete'],
      paginators: ['describe_images', 'describe_repositories', 'list_images'],
    })
  })

  test('stop after as many entries as were asked for, and resume from there', async ({ paged }) => {
    const told = await paged(`
for number in range(7):
    ecr.create_repository(repositoryName=f"resumed/{number}")
first = paginate("describe_repositories", 2, 3).build_full_result()
second = paginate("describe_repositories", 2, 3, first["NextToken"]).build_full_result()
third = paginate("describe_repositories", 2, 3, second["NextToken"]).build_full_result()
tell([[each["repositoryName"] for each in page["repositories"]] for page in (first, second, third)] + ["NextToken" in third])`)
    const named = (...numbers: number[]): string[] => numbers.map((number) => `resumed/${number}`)
    expect(told).toEqual([named(0, 1, 2), named(3, 4, 5), named(6), false])
  })

  test('page through the images that a filter selects', async ({ paged }) => {
    const told = await paged(`
push_blobs("searched", b"{}")
for number in range(5):
    put("searched", manifest_of(b"{}", annotations={"number": str(number)}), f"v{number}")
put("searched", manifest_of(b"{}", annotations={"number": "another"}), "v0", "v1")
def tags(status, size=1):
    pages = paginate("describe_images", size, repositoryName="searched", filter={"tagStatus": status})
    return list(pages.search("imageDetails[].imageTags[]"))
def ids(status, size=2):
    pages = paginate("list_images", size, repositoryName="searched", filter={"tagStatus": status})
    return [len(page["imageIds"]) for page in pages]
tell([tags("TAGGED"), tags("UNTAGGED"), ids("TAGGED"), ids("UNTAGGED"), ids("ANY")])`)
    expect(told).toEqual([['v2', 'v3', 'v4', 'v0', 'v1'], [], [2, 2, 1], [2], [2, 2, 2, 1]])
  })

  test('get an error for the token of another list', async ({ paged }) => {
    const told = await paged(`
token = ecr.describe_repositories(maxResults=1)["nextToken"]
ecr.create_repository(repositoryName="other-list")
try:
    ecr.list_images(repositoryName="other-list", nextToken=token)
except ecr.exceptions.InvalidParameterException as error:
    tell(error.response["Error"]["Message"])`)
    expect(told).toContain('nextToken')
  })
})
