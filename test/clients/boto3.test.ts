import { describe, expect } from 'vitest'
import { hasPythonClients, test } from '../support/boto3.ts'
import { ACCOUNT, REGION } from '../support/ecrd.ts'
import { OCI } from '../support/images.ts'
import { unansweredOperations } from '../support/logged-requests.ts'

const arnOf = (repositoryName: string): string => `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${repositoryName}`

describe.runIf(hasPythonClients)('boto3', () => {
  test('creates, describes and deletes a repository', async ({ python, server }) => {
    const told = await python(`
created = ecr.create_repository(repositoryName="team/app", tags=[{"Key": "team", "Value": "a"}])
described = ecr.describe_repositories(registryId="${ACCOUNT}", repositoryNames=["team/app"])["repositories"]
push_layer("team/app", b"{}")
put("team/app", manifest_of(b"{}"), "v1")
deleted = ecr.delete_repository(repositoryName="team/app", force=True)["repository"]
metadata = created["ResponseMetadata"]
tell({
    "repository": created["repository"],
    "same": [created["repository"]] == described and created["repository"] == deleted,
    "zone": created["repository"]["createdAt"].utcoffset() is not None,
    "metadata": [metadata["HTTPStatusCode"], metadata["RetryAttempts"], len(metadata["RequestId"])],
    "left": [each["repositoryName"] for each in ecr.describe_repositories()["repositories"]],
})`)
    expect(told).toEqual({
      repository: {
        repositoryArn: arnOf('team/app'),
        registryId: ACCOUNT,
        repositoryName: 'team/app',
        repositoryUri: `${server.registry}/team/app`,
        createdAt: 'datetime',
        imageTagMutability: 'MUTABLE',
        imageScanningConfiguration: { scanOnPush: false },
        encryptionConfiguration: { encryptionType: 'AES256' },
      },
      same: true,
      zone: true,
      metadata: [200, 0, 36],
      left: [],
    })
  })

  test('pushes a whole image, describes, pulls, tags and deletes it', async ({ python }) => {
    const told = await python(`
layer = bytes(range(256)) * 4 * 1024 * 10 + b"!"
image = {"repositoryName": "whole"}
push_blobs("whole", b"{}")
completed = push_layer("whole", layer, part_size=5 * 1024 * 1024 + 1)
available = ecr.batch_check_layer_availability(**image, layerDigests=[digest_of(layer), digest_of(b"absent")])
manifest = manifest_of(layer)
pushed = put("whole", manifest, "v1")
[described] = ecr.describe_images(**image)["imageDetails"]

got = ecr.batch_get_image(**image, imageIds=[{"imageTag": "v1"}, {"imageTag": "v0"}])
url = ecr.get_download_url_for_layer(**image, layerDigest=digest_of(layer))["downloadUrl"]
whole = urllib.request.urlopen(url)
part = urllib.request.urlopen(urllib.request.Request(url, headers={"Range": "bytes=1000000-1000299"}))
put("whole", got["images"][0]["imageManifest"], "v2")
listed = ecr.list_images(**image)["imageIds"]
deleted = ecr.batch_delete_image(**image, imageIds=[{"imageDigest": digest_of(manifest.encode())}])
tell({
    "completed": completed["layerDigest"] == digest_of(layer),
    "layers": [(each["layerAvailability"], each.get("layerSize")) for each in available["layers"]],
    "pushed": pushed == got["images"][0] and pushed["imageManifest"] == manifest,
    "described": described,
    "size": described["imageSizeInBytes"] - len(layer),
    "failures": got["failures"],
    "pulled": whole.read() == layer,
    "part": [part.status, part.headers["Content-Range"], part.read() == layer[1000000:1000300]],
    "tags": [each["imageTag"] for each in listed],
    "deleted": deleted["imageIds"] == listed,
    "left": ecr.describe_images(**image)["imageDetails"],
})`)
    const layerSize = 10 * 1024 * 1024 + 1
    expect(told).toEqual({
      completed: true,
      layers: [
        ['AVAILABLE', layerSize],
        ['UNAVAILABLE', null],
      ],
      pushed: true,
      described: {
        registryId: ACCOUNT,
        repositoryName: 'whole',
        imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown,
        imageTags: ['v1'],
        imageSizeInBytes: layerSize + 2,
        imagePushedAt: 'datetime',
        imageManifestMediaType: OCI.manifest,
        artifactMediaType: OCI.config,
        imageStatus: 'ACTIVE',
      },
      size: 2,
      failures: [
        { imageId: { imageTag: 'v0' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
      ],
      pulled: true,
      part: [206, `bytes 1000000-1000299/${layerSize}`, true],
      tags: ['v1', 'v2'],
      deleted: true,
      left: [],
    })
  })

  test('lists what refers to an image', async ({ python }) => {
    const told = await python(`
push_blobs("referred", b"{}")
subject = manifest_of(b"{}")
put("referred", subject, "v1")
about = {"subject": descriptor("manifest.v1+json", subject.encode())}
for kind in ("signature", "sbom"):
    put("referred", manifest_of(b"{}", artifactType=f"application/x.{kind}", annotations={"is": kind}, **about), kind)
ask = {"repositoryName": "referred", "subjectId": {"imageDigest": digest_of(subject.encode())}}
first = ecr.list_image_referrers(**ask, maxResults=1)
second = ecr.list_image_referrers(**ask, maxResults=1, nextToken=first["nextToken"])
only = ecr.list_image_referrers(**ask, filter={"artifactTypes": ["application/x.sbom"]})
tell({"first": first["referrers"], "more": "nextToken" in second, "same": only["referrers"] == second["referrers"]})`)
    expect(told).toEqual({
      first: [
        {
          digest: expect.stringMatching(/^sha256:/) as unknown,
          mediaType: OCI.manifest,
          artifactType: 'application/x.signature',
          size: expect.any(Number) as unknown,
          annotations: { is: 'signature' },
          artifactStatus: 'ACTIVE',
        },
      ],
      more: false,
      same: true,
    })
  })

  test('lets tags move or stay as each of the four modes says', async ({ python }) => {
    const told = await python(`
filters = {"imageTagMutabilityExclusionFilters": [{"filterType": "WILDCARD", "filter": "dev-*"}]}
def moved(mode, **filters):
    name = mode.lower()
    push_blobs(name, b"{}")
    put(name, manifest_of(b"{}"), "dev-1", "v1")
    other = manifest_of(b"{}", annotations={"moves": "the tag"})
    answer = ecr.put_image_tag_mutability(repositoryName=name, imageTagMutability=mode, **filters)
    assert {"imageTagMutability": mode, **filters}.items() <= answer.items()
    tags = []
    for tag in ("dev-1", "v1"):
        try:
            put(name, other, tag)
            tags.append(tag)
        except ecr.exceptions.ImageTagAlreadyExistsException:
            pass
    return tags
tell({
    "MUTABLE": moved("MUTABLE"),
    "IMMUTABLE": moved("IMMUTABLE"),
    "MUTABLE_WITH_EXCLUSION": moved("MUTABLE_WITH_EXCLUSION", **filters),
    "IMMUTABLE_WITH_EXCLUSION": moved("IMMUTABLE_WITH_EXCLUSION", **filters),
})`)
    expect(told).toEqual({
      MUTABLE: ['dev-1', 'v1'],
      IMMUTABLE: [],
      MUTABLE_WITH_EXCLUSION: ['v1'],
      IMMUTABLE_WITH_EXCLUSION: ['dev-1'],
    })
  })

  test('tags a repository, and shows its registry, its caller and when its token expires', async ({ python }) => {
    const told = await python(`
arn = ecr.create_repository(repositoryName="tagged", tags=[{"Key": "team", "Value": "devs"}])["repository"]["repositoryArn"]
ecr.tag_resource(resourceArn=arn, tags=[{"Key": "stage", "Value": "test"}, {"Key": "team", "Value": "ops"}])
ecr.untag_resource(resourceArn=arn, tagKeys=["stage"])
identity = boto3.client("sts").get_caller_identity()
[data] = ecr.get_authorization_token()["authorizationData"]
left = data["expiresAt"] - datetime.datetime.now(datetime.timezone.utc)
login = urllib.request.Request(data["proxyEndpoint"] + "/v2/", headers={"Authorization": "Basic " + data["authorizationToken"]})
registry = ecr.describe_registry()
tell({
    "tags": ecr.list_tags_for_resource(resourceArn=arn)["tags"],
    "identity": [identity["UserId"], identity["Account"], identity["Arn"]],
    "user": base64.b64decode(data["authorizationToken"]).split(b":")[0].decode(),
    "hours": round(left.total_seconds() / 3600),
    "login": urllib.request.urlopen(login).status,
    "registry": [registry["registryId"], registry["replicationConfiguration"]],
})`)
    expect(told).toEqual({
      tags: [{ Key: 'team', Value: 'ops' }],
      identity: [ACCOUNT, ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`],
      user: 'AWS',
      hours: 12,
      login: 200,
      registry: [ACCOUNT, { rules: [] }],
    })
  })

  test('keeps the policies of a repository and a registry, and account settings', async ({ python }) => {
    const told = await python(`
repository = {"repositoryName": "shared"}
ecr.create_repository(**repository)
def policy(**statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", **statement}]})
of_repository = ecr.set_repository_policy(**repository, policyText=policy(Action=["ecr:BatchGetImage"]), force=True)
of_registry = ecr.put_registry_policy(policyText=policy(Action="ecr:ReplicateImage", Resource="*"))
def text(operation, **parameters):
    return operation(**parameters)["policyText"]
tell({
    "text": of_repository["policyText"],
    "repository": [text(ecr.get_repository_policy, **repository), text(ecr.delete_repository_policy, **repository)]
        == 2 * [of_repository["policyText"]],
    "registry": [text(ecr.get_registry_policy), text(ecr.delete_registry_policy)] == 2 * [of_registry["policyText"]],
    "setting": [ecr.put_account_setting(name="REGISTRY_POLICY_SCOPE", value="V1")["value"],
        ecr.get_account_setting(name="REGISTRY_POLICY_SCOPE")["value"], ecr.get_account_setting(name="BLOB_MOUNTING")["value"]],
})`)
    expect(told).toEqual({
      text: `{
  "Version" : "2012-10-17",
  "Statement" : [ {
    "Effect" : "Allow",
    "Principal" : "*",
    "Action" : [ "ecr:BatchGetImage" ]
  } ]
}`,
      repository: true,
      registry: true,
      setting: ['V1', 'V1', 'ENABLED'],
    })
  })

  test('keeps a lifecycle policy, and waits for a preview of it', async ({ python }) => {
    const told = await python(`
named = {"repositoryName": "expiring"}
push_blobs("expiring", b"{}")
manifests = [manifest_of(b"{}", annotations={"number": str(number)}) for number in range(3)]
for number, manifest in enumerate(manifests):
    put("expiring", manifest, f"v{number}")
selection = {"tagStatus": "tagged", "tagPatternList": ["v*"], "countType": "imageCountMoreThan", "countNumber": 1}
text = json.dumps({"rules": [{"rulePriority": 1, "selection": selection, "action": {"type": "expire"}}]}, separators=(",", ":"))
put_policy = ecr.put_lifecycle_policy(**named, lifecyclePolicyText=text)
policy = ecr.get_lifecycle_policy(**named)
started = ecr.start_lifecycle_policy_preview(**named)
ecr.get_waiter("lifecycle_policy_preview_complete").wait(**named, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
pages = list(ecr.get_paginator("get_lifecycle_policy_preview").paginate(**named, PaginationConfig={"PageSize": 1}))
deleted = ecr.delete_lifecycle_policy(**named)
tell({
    "texts": [each["lifecyclePolicyText"] == text for each in (put_policy, policy, started, deleted)],
    "evaluated": policy["lastEvaluatedAt"].timestamp(),
    "statuses": [each["status"] for each in (started, *pages)],
    "results": [[(each["imageTags"], each["action"]["type"]) for each in page["previewResults"]] for page in pages],
    "total": pages[0]["summary"]["expiringImageTotalCount"],
})`)
    expect(told).toEqual({
      texts: [true, true, true, true],
      evaluated: 0,
      statuses: ['IN_PROGRESS', 'COMPLETE', 'COMPLETE'],
      results: [[[['v0'], 'EXPIRE']], [[['v1'], 'EXPIRE']]],
      total: 2,
    })
  })

  test('keeps a template, after which a push creates a repository', async ({ python }) => {
    const told = await python(`
named = {"prefix": "templated"}
def template(answer):
    return answer["repositoryCreationTemplate"]
created = template(ecr.create_repository_creation_template(**named, appliedFor=["CREATE_ON_PUSH"], imageTagMutability="IMMUTABLE"))
updated = template(ecr.update_repository_creation_template(**named, description="for pushes"))
described = ecr.describe_repository_creation_templates(prefixes=["templated"])["repositoryCreationTemplates"]
push_layer("templated/app", b"{}")
[repository] = ecr.describe_repositories(repositoryNames=["templated/app"])["repositories"]
deleted = template(ecr.delete_repository_creation_template(**named))
tell({
    "updated": updated,
    "same": [updated, updated] == [*described, deleted] and created["createdAt"] == updated["createdAt"],
    "repository": repository["imageTagMutability"],
})`)
    expect(told).toEqual({
      updated: {
        prefix: 'templated',
        description: 'for pushes',
        encryptionConfiguration: { encryptionType: 'AES256' },
        imageTagMutability: 'IMMUTABLE',
        appliedFor: ['CREATE_ON_PUSH'],
        createdAt: 'datetime',
        updatedAt: 'datetime',
      },
      same: true,
      repository: 'IMMUTABLE',
    })
  })

  test('registers, lists and deregisters an exclusion from pull times', async ({ python }) => {
    const told = await python(`
scanner = {"principalArn": "arn:aws:iam::${ACCOUNT}:role/scanner"}
def listed():
    return ecr.list_pull_time_update_exclusions()["pullTimeUpdateExclusions"]
registered = ecr.register_pull_time_update_exclusion(**scanner)
before = listed()
deregistered = ecr.deregister_pull_time_update_exclusion(**scanner)
tell([[registered["principalArn"]], [deregistered["principalArn"]], before, listed(), registered["createdAt"]])`)
    const scanner = `arn:aws:iam::${ACCOUNT}:role/scanner`
    expect(told).toEqual([[scanner], [scanner], [scanner], [], 'datetime'])
  })

  test('archives an image, and sees its status', async ({ python }) => {
    const told = await python(`
push_blobs("archive", b"{}")
put("archive", manifest_of(b"{}"), "v1")
v1 = {"repositoryName": "archive", "imageIds": [{"imageTag": "v1"}]}
archived = ecr.update_image_storage_class(repositoryName="archive", imageId={"imageTag": "v1"}, targetStorageClass="ARCHIVE")
[described] = ecr.describe_images(**v1)["imageDetails"]
[failure] = ecr.batch_get_image(**v1)["failures"]
tell([archived["imageStatus"], described["imageStatus"], described["lastArchivedAt"], failure["failureCode"]])`)
    expect(told).toEqual(['ARCHIVED', 'ARCHIVED', 'datetime', 'ImageInaccessible'])
  })

  test('gets temporary credentials from STS, and uses them', async ({ python }) => {
    const told = await python(`
iam, sts = boto3.client("iam"), boto3.client("sts")

def allowing(**statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})

def session_of(answer):
    issued = answer["Credentials"]
    return boto3.session.Session(issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"])

def caller_of(session):
    return session.client("sts").get_caller_identity()["Arn"]

ada = iam.create_user(UserName="ada")["User"]
key = iam.create_access_key(UserName="ada")["AccessKey"]
trust = allowing(Principal={"AWS": ada["Arn"]}, Action="sts:AssumeRole")
role = iam.create_role(RoleName="ci", AssumeRolePolicyDocument=trust)["Role"]
as_ada = boto3.session.Session(key["AccessKeyId"], key["SecretAccessKey"]).client("sts")
assumed = as_ada.assume_role(RoleArn=role["Arn"], RoleSessionName="build")
lists = allowing(Action="ecr:DescribeRegistry", Resource="*")
federated = session_of(sts.get_federation_token(Name="bob", Policy=lists))
try:
    sts.decode_authorization_message(EncodedMessage="none")
except sts.exceptions.InvalidAuthorizationMessageException as error:
    refusal = error.response["Error"]["Code"]
tell({
    "role": role["AssumeRolePolicyDocument"],
    "callers": [caller_of(each) for each in (session_of(assumed), session_of(sts.get_session_token()), federated)],
    "registry": federated.client("ecr").describe_registry()["registryId"],
    "key": sts.get_access_key_info(AccessKeyId=key["AccessKeyId"])["Account"],
    "expires": assumed["Credentials"]["Expiration"],
    "refusal": refusal,
})`)
    expect(told).toEqual({
      role: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ada` }, Action: 'sts:AssumeRole' },
        ],
      },
      callers: [
        `arn:aws:sts::${ACCOUNT}:assumed-role/ci/build`,
        `arn:aws:iam::${ACCOUNT}:root`,
        `arn:aws:sts::${ACCOUNT}:federated-user/bob`,
      ],
      registry: ACCOUNT,
      key: ACCOUNT,
      expires: 'datetime',
      refusal: 'InvalidAuthorizationMessageException',
    })
  })

  /** Looks at what the tests above have asked the server. */
  test('calls every operation that ecrd implements', async ({ server }) => {
    await expect.poll(() => unansweredOperations(server)).toEqual([])
  })
})
