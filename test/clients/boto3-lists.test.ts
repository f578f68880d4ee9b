import { describe, expect } from 'vitest'
import { hasPythonClients, test as base } from '../support/boto3.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { DOCKER, OCI } from '../support/images.ts'

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
    "paginators": [name for name in ("describe_images", "describe_repositories", "describe_repository_creation_templates",
        "get_lifecycle_policy_preview", "list_images", "list_pull_time_update_exclusions", "list_tags_for_resource")
        if ecr.can_paginate(name)],
})`)
    expect(told).toEqual({
      resources: false,
      waiters: ['image_scan_complete', 'lifecycle_policy_preview_complete'],
      paginators: [
        'describe_images',
        'describe_repositories',
        'describe_repository_creation_templates',
        'get_lifecycle_policy_preview',
        'list_images',
      ],
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

  test('reach the last page', async ({ paged }) => {
    const told = await paged(`
for number in range(5):
    ecr.create_repository(repositoryName=f"pages/{number}")
push_layer("pages/0", b"{}")
for number in range(5):
    put("pages/0", manifest_of(b"{}", annotations={"number": str(number)}), f"v{number}")
    ecr.create_repository_creation_template(prefix=f"pages/{number}", appliedFor=["REPLICATION"])
def pages(operation, member, **parameters):
    return [page[member] for page in paginate(operation, 2, **parameters)]
repositories = pages("describe_repositories", "repositories")
names = [each["repositoryName"] for page in repositories for each in page]
tell({
    "images": [len(page) for page in pages("list_images", "imageIds", repositoryName="pages/0")],
    "details": [[each["imageTags"] for each in page]
        for page in pages("describe_images", "imageDetails", repositoryName="pages/0")],
    "templates": [[each["prefix"] for each in page]
        for page in pages("describe_repository_creation_templates", "repositoryCreationTemplates")],
    "full": all(len(page) == 2 for page in repositories[:-1]),
    "names": [name for name in names if name.startswith("pages/")],
})`)
    expect(told).toEqual({
      images: [2, 2, 1],
      details: [[['v0'], ['v1']], [['v2'], ['v3']], [['v4']]],
      templates: [['pages/0', 'pages/1'], ['pages/2', 'pages/3'], ['pages/4']],
      full: true,
      names: [0, 1, 2, 3, 4].map((number) => `pages/${number}`),
    })
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

  test('do not exist for exclusions from pull times, whose pages are asked for one by one', async ({ python }) => {
    const told = await python(`
for name in ("a", "b", "c"):
    ecr.register_pull_time_update_exclusion(principalArn=f"arn:aws:iam::${ACCOUNT}:role/{name}")
first = ecr.list_pull_time_update_exclusions(maxResults=2)
second = ecr.list_pull_time_update_exclusions(maxResults=2, nextToken=first["nextToken"])
tell([first["pullTimeUpdateExclusions"], second["pullTimeUpdateExclusions"], "nextToken" in second])`)
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `arn:aws:iam::${ACCOUNT}:role/${name}`)
    expect(told).toEqual([[a, b], [c], false])
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

describe.runIf(hasPythonClients)('boto3', () => {
  test('describes images with their media types, tags and times of pulls', async ({ python }) => {
    const told = await python(`
repository = {"repositoryName": "kinds"}
push_blobs("kinds", b"{}", b"four")
first, second = manifest_of(b"{}"), manifest_of(b"four").replace(OCI + "manifest.v1+json", "${DOCKER.manifest}")
index = json.dumps({"schemaVersion": 2, "mediaType": OCI + "index.v1+json", "manifests": [
    descriptor("manifest.v1+json", first.encode()),
    {**descriptor("manifest.v1+json", second.encode()), "mediaType": "${DOCKER.manifest}"},
]})
put("kinds", first, "zulu", "alpha", "mike")
put("kinds", second, "alpha")
put("kinds", first, "alpha")
put("kinds", index, "all")
ecr.batch_get_image(**repository, imageIds=[{"imageTag": "mike"}])
images = ecr.describe_images(**repository)["imageDetails"]
def digests(status):
    described = ecr.describe_images(**repository, filter={"tagStatus": status})["imageDetails"]
    listed = ecr.list_images(**repository, filter={"tagStatus": status})["imageIds"]
    told = [each["imageDigest"] for each in described]
    assert told == list(dict.fromkeys(each["imageDigest"] for each in listed))
    return [[digest_of(each.encode()) for each in (first, second, index)].index(each) for each in told]
tell({
    "images": [[each["imageManifestMediaType"], each.get("imageTags"), each["imageSizeInBytes"],
        each.get("lastRecordedPullTime")] for each in images],
    "filters": [digests(status) for status in ("ANY", "TAGGED", "UNTAGGED")],
    "inOrder": images[0]["imagePushedAt"] <= images[2]["imagePushedAt"] <= images[0]["lastRecordedPullTime"],
})`)
    expect(told).toEqual({
      images: [
        [OCI.manifest, ['zulu', 'mike', 'alpha'], 2, 'datetime'],
        [DOCKER.manifest, null, 6, null],
        [OCI.index, ['all'], 6, null],
      ],
      filters: [[0, 1, 2], [0, 2], [1]],
      inOrder: true,
    })
  })
})
