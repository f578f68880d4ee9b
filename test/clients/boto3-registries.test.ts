import { describe, expect } from 'vitest'
import { hasPythonClients, runBoto3, test } from '../support/boto3.ts'
import { ACCOUNT, REGION, startEcrd } from '../support/ecrd.ts'

const arnOf = (repositoryName: string, region = REGION, account = ACCOUNT): string =>
  `arn:aws:ecr:${region}:${account}:repository/${repositoryName}`

describe.runIf(hasPythonClients)('boto3', () => {
  test('sees nothing of one region in another', async ({ python }) => {
    const told = await python(`
ecr.create_repository(repositoryName="regional")
elsewhere = boto3.client("ecr", region_name="eu-central-1")
before = elsewhere.describe_repositories()["repositories"]
try:
    elsewhere.list_images(repositoryName="regional")
except elsewhere.exceptions.RepositoryNotFoundException as error:
    before.append(type(error).__name__)
created = elsewhere.create_repository(repositoryName="regional")["repository"]
elsewhere.delete_repository(repositoryName="regional")
[left] = ecr.describe_repositories(repositoryNames=["regional"])["repositories"]
tell([before, created["repositoryArn"], left["repositoryArn"]])`)
    expect(told).toEqual([['RepositoryNotFoundException'], arnOf('regional', 'eu-central-1'), arnOf('regional')])
  })

  test('keeps the leading zero of an account id', async ({ onTestFinished }) => {
    const account = '012345678910'
    const server = await startEcrd(['--account', account])
    onTestFinished(server.stop)
    const told = await runBoto3(
      server,
      `
repository = ecr.create_repository(registryId="${account}", repositoryName="app")["repository"]
push_layer("app", b"{}")
image = put("app", manifest_of(b"{}"), "v1")
[detail] = ecr.describe_images(registryId="${account}", repositoryName="app")["imageDetails"]
identity = boto3.client("sts").get_caller_identity()
tell({
    "ids": [each["registryId"] for each in (repository, image, detail, ecr.describe_registry())],
    "arn": repository["repositoryArn"],
    "identity": [identity["UserId"], identity["Account"], identity["Arn"]],
})`,
    )
    expect(told).toEqual({
      ids: [account, account, account, account],
      arn: arnOf('app', REGION, account),
      identity: [account, account, `arn:aws:iam::${account}:root`],
    })
  })
})
