import { describe, expect } from 'vitest'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { findProgram, pythonWithBoto3 } from '../support/machine.ts'
import { runSuccessfully } from '../support/processes.ts'

const test = base.extend('python', { scope: 'file' }, ({ server }) => async (script: string): Promise<unknown> => {
  const prelude = 'import base64, boto3, json\necr = boto3.client("ecr")\n'
  return JSON.parse(await runSuccessfully(pythonWithBoto3, ['-c', prelude + script], { env: server.env }))
})

describe.runIf(findProgram(pythonWithBoto3))('boto3', () => {
  test('catches the exceptions that ECR models', async ({ python }) => {
    const caught = await python(`
ecr.create_repository(repositoryName="taken")
def failure(exception, operation, **parameters):
    try:
        operation(**parameters)
    except exception as error:
        return error.response["Error"]
print(json.dumps([
    failure(ecr.exceptions.RepositoryAlreadyExistsException, ecr.create_repository, repositoryName="taken"),
    failure(ecr.exceptions.RepositoryNotFoundException, ecr.list_images, repositoryName="missing"),
    failure(ecr.exceptions.ImageNotFoundException, ecr.describe_images, repositoryName="taken", imageIds=[{"imageTag": "v1"}]),
    failure(ecr.exceptions.InvalidParameterException, ecr.create_repository, repositoryName="Upper/Case"),
    failure(ecr.exceptions.EmptyUploadException, ecr.complete_layer_upload, repositoryName="taken",
        uploadId=ecr.initiate_layer_upload(repositoryName="taken")["uploadId"], layerDigests=["sha256:" + "0" * 64]),
]))`)
    expect(caught).toEqual([
      {
        Code: 'RepositoryAlreadyExistsException',
        Message: `The repository with name 'taken' already exists in the registry with id '${ACCOUNT}'`,
      },
      {
        Code: 'RepositoryNotFoundException',
        Message: `The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`,
      },
      {
        Code: 'ImageNotFoundException',
        Message: `The image with imageId {imageDigest:'null', imageTag:'v1'} does not exist within the repository with name 'taken' in the registry with id '${ACCOUNT}'`,
      },
      {
        Code: 'InvalidParameterException',
        Message: expect.stringMatching(
          /^Invalid parameter at 'repositoryName' failed to satisfy constraint: '/,
        ) as unknown,
      },
      {
        Code: 'EmptyUploadException',
        Message: expect.stringMatching(/cannot be completed because it does not have any parts$/) as unknown,
      },
    ])
  })

  test('pages through repositories', async ({ python }) => {
    const pages = await python(`
for number in range(7):
    ecr.create_repository(repositoryName=f"pages/{number}")
pages = ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 3})
names = [[repository["repositoryName"] for repository in page["repositories"]] for page in pages]
print(json.dumps([[name for name in page if name.startswith("pages/")] for page in names]))`)
    expect((pages as string[][]).flat()).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `pages/${number}`))
  })

  test('sends and fetches bytes, and reads times', async ({ python }) => {
    const told = await python(`
import hashlib, urllib.request
created = ecr.create_repository(repositoryName="bytes")["repository"]["createdAt"]
def push(content):
    upload = {"repositoryName": "bytes", "uploadId": ecr.initiate_layer_upload(repositoryName="bytes")["uploadId"]}
    ecr.upload_layer_part(**upload, partFirstByte=0, partLastByte=len(content) - 1, layerPartBlob=content)
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    return ecr.complete_layer_upload(**upload, layerDigests=[digest])["layerDigest"]
layer, config = bytes(range(256)) * 1000, b"{}"
manifest = json.dumps({
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": push(config), "size": len(config)},
    "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": push(layer), "size": len(layer)}],
})
ecr.put_image(repositoryName="bytes", imageManifest=manifest, imageTag="v1")
digest = json.loads(manifest)["layers"][0]["digest"]
url = ecr.get_download_url_for_layer(repositoryName="bytes", layerDigest=digest)["downloadUrl"]
[image] = ecr.describe_images(repositoryName="bytes")["imageDetails"]
print(json.dumps({
    "same": urllib.request.urlopen(url).read() == layer,
    "size": image["imageSizeInBytes"] - len(layer) - len(config),
    "inOrder": created <= image["imagePushedAt"],
    "zone": created.tzinfo is not None,
}))`)
    expect(told).toEqual({ same: true, size: 0, inOrder: true, zone: true })
  })

  test('knows who it is, and until when its token is good', async ({ python }) => {
    const told = await python(`
import datetime
identity = boto3.client("sts").get_caller_identity()
[data] = ecr.get_authorization_token()["authorizationData"]
left = data["expiresAt"] - datetime.datetime.now(datetime.timezone.utc)
print(json.dumps({
    "arn": identity["Arn"],
    "user": base64.b64decode(data["authorizationToken"]).split(b":")[0].decode(),
    "hours": round(left.total_seconds() / 3600),
}))`)
    expect(told).toEqual({ arn: `arn:aws:iam::${ACCOUNT}:root`, user: 'AWS', hours: 12 })
  })
})
